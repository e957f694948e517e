using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance submit</c>: submits a job and prints its id at once.</summary>
internal sealed class SubmitCommand : ToolCommand<JobReport>
{
    private readonly RequestOptions _request = new();

    public SubmitCommand(CommandFrame frame)
        : base(frame, "submit", "Submits a job and prints its id at once.") => Add(_request.All);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance submit \"A river in an autumn forest\" --duration 5",
        "seedance wait $(seedance submit \"A river\")",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        var request = await _request.ReadAsync(parsed, context.Host);
        if (request.Validate() is { Count: > 0 } violations)
            throw new SeedanceValidationException(violations);

        await using var session = ServiceSession.Open(context);
        var job = await new Submission(context, report).SubmitAsync(session.Client, request);
        context.Output.Result(job.Id);
        context.Output.Note($"{Price.InWords(job.CreditsCharged)}. Next: seedance wait {job.Id}");
    }
}
