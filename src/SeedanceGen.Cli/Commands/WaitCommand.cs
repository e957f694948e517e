using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Progress;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance wait</c>: waits for a job that was submitted before and prints its video's link.</summary>
internal sealed class WaitCommand : ToolCommand<JobReport>
{
    private readonly JobArgument _job = new();
    private readonly WaitingOptions _waiting = new();

    public WaitCommand(CommandFrame frame)
        : base(frame, "wait", "Waits for a job and prints the link of its video.") => Add(_job, _waiting.Timeout, _waiting.PollInterval);

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance wait req_0000000001", "seedance wait req_0000000001 --timeout 600"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        await using var session = ServiceSession.Open(context);
        var job = session.Client.GetJob(parsed.GetRequiredValue(_job));
        report.RequestId = job.Id;
        try
        {
            report.Read(await new JobProgress(context).WaitAsync(job, _waiting.Apply(parsed, session.Wait)));
        }
        catch (OperationCanceledException) when (context.Host.Interrupts.Pressed.IsCancellationRequested)
        {
            throw await new Interruption(context, session, report).SettleAsync(job);
        }

        context.Output.Result(report.Url ?? $"{job.Id} {report.Status}");
    }
}
