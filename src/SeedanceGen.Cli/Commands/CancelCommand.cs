using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance cancel</c>: cancels a job that has not ended yet.</summary>
internal sealed class CancelCommand : ToolCommand<JobReport>
{
    private readonly JobArgument _job = new();

    public CancelCommand(CommandFrame frame)
        : base(frame, "cancel", "Cancels a job that is queued or processing.") => Add(_job);

    public override IReadOnlyList<string> Examples { get; } = ["seedance cancel req_0000000001"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        await using var session = ServiceSession.Open(context);
        report.RequestId = parsed.GetRequiredValue(_job);
        var cancelled = await Interruptible.RunAsync(context, stop => session.Client.CancelAsync(report.RequestId, stop));
        report.Status = cancelled.Status.Value;
        context.Output.Result($"{report.RequestId} {report.Status}");
    }
}
