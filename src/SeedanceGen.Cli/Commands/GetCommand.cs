using System.CommandLine;
using System.Globalization;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance get</c>: what the service says of a job now. A failed job is an answer too, so it is no failure of the command.</summary>
internal sealed class GetCommand : ToolCommand<JobDetails>
{
    private readonly JobArgument _job = new();

    public GetCommand(CommandFrame frame)
        : base(frame, "get", "Shows a job as it is now.") => Add(_job);

    public override IReadOnlyList<string> Examples { get; } = ["seedance get req_0000000001", "seedance get req_0000000001 --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobDetails report)
    {
        await using var session = ServiceSession.Open(context);
        report.Read(await Interruptible.RunAsync(context, stop => session.Client.GetAsync(parsed.GetRequiredValue(_job), stop)));
        context.Output.Text(Pairs.Of(
            ("job", report.RequestId),
            ("status", report.Status),
            ("model", report.Model),
            ("prompt", report.Prompt),
            ("duration", report.Duration is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds") : null),
            ("aspect ratio", report.AspectRatio),
            ("failure", report.Failure),
            ("video", report.Url)));
    }
}
