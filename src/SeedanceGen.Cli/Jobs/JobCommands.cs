using System.CommandLine;
using System.Text.Json;

namespace SeedanceGen.Cli.Jobs;

/// <summary><c>seedance submit</c>: submits a job and prints its id at once.</summary>
internal sealed class SubmitCommand : ToolCommand<SubmissionReport>
{
    private readonly RequestOptions _request;
    private readonly Option<bool> _dryRun = SharedOptions.DryRun();

    public SubmitCommand(CommandRunner runner)
        : base(runner, "submit", "Submits a job and prints its id at once.")
    {
        _request = new RequestOptions(runner.Description);
        Add(_request.All);
        Add(_dryRun);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance submit \"A river in an autumn forest\" --duration 5",
        "seedance wait $(seedance submit \"A river\")",
        "seedance submit --prompt-file prompt.txt --dry-run",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, SubmissionReport report)
    {
        var isDryRun = parsed.GetValue(_dryRun);
        var request = await _request.ReadAsync(parsed, context, publishes: !isDryRun);
        if (isDryRun)
        {
            report.ShowUnsent(context, request);
            return;
        }

        await using var session = ServiceSession.Open(context);
        var job = await Submission.SubmitAsync(context, session, request, report);
        context.Output.Result(job.Id);
        context.Output.Note($"{Format.Credits(job.CreditsCharged)}. Next: seedance wait {job.Id}");
        await session.RememberAsync(context, job, request.Request);
    }
}

/// <summary><c>seedance get</c>: shows a job. The command succeeds for a failed job too, because it does what was asked.</summary>
internal sealed class GetCommand : ToolCommand<JobDetails>
{
    private readonly Argument<string> _job = SharedOptions.JobId();

    public GetCommand(CommandRunner runner)
        : base(runner, "get", "Shows a job as it is now.") => Add(_job);

    public override IReadOnlyList<string> Examples { get; } = ["seedance get req_0000000001", "seedance get req_0000000001 --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobDetails report)
    {
        await using var session = ServiceSession.Open(context);
        session.Follow(report);
        report.Read(await Interruption.GuardAsync(context, interrupt => session.Client.GetAsync(parsed.GetRequiredValue(_job), interrupt)));
        // A field that the job repeats from its request has the unit of that field of the request.
        var asked = context.Description.Request;
        context.Output.Text(Format.Pairs(
        [
            ("job", report.RequestId),
            ("status", report.Status),
            .. report.Fields.Select(field => (PlainText.Words(field.Key), (string?)TextOf(field.Value, asked.Find(field.Key)?.Unit))),
            ("failure", report.Failure),
            ("video", report.Url),
        ]));
    }

    private static string TextOf(JsonElement value, string? unit) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when unit is not null => $"{value} {unit}",
        _ => value.GetRawText(),
    };
}

/// <summary><c>seedance wait</c>: waits for a submitted job and prints the URL of its video.</summary>
internal sealed class WaitCommand : ToolCommand<JobReport>
{
    private readonly Argument<string> _job = SharedOptions.JobId();
    private readonly WaitingOptions _waiting = new();

    public WaitCommand(CommandRunner runner)
        : base(runner, "wait", "Waits for a job and prints the URL of its video.")
    {
        Add(_job);
        Add(_waiting.All);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance wait req_0000000001", "seedance wait req_0000000001 --timeout 600"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        await using var session = ServiceSession.Open(context);
        var job = session.Client.GetJob(parsed.GetRequiredValue(_job));
        report.RequestId = job.Id;
        session.Follow(report);
        try
        {
            await JobProgress.WaitAsync(context, session, job, _waiting.Apply(parsed, session.Wait), report);
        }
        catch (OperationCanceledException) when (context.Interrupt.IsCancellationRequested)
        {
            throw await Interruption.SettleAsync(context, session, job, report);
        }

        context.Output.Result(report.Url ?? $"{job.Id} {report.Status}");
    }
}

/// <summary><c>seedance cancel</c>: cancels a job that is queued or processing.</summary>
internal sealed class CancelCommand : ToolCommand<JobReport>
{
    private readonly Argument<string> _job = SharedOptions.JobId();

    public CancelCommand(CommandRunner runner)
        : base(runner, "cancel", "Cancels a job that is queued or processing.") => Add(_job);

    public override IReadOnlyList<string> Examples { get; } = ["seedance cancel req_0000000001"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        await using var session = ServiceSession.Open(context);
        report.RequestId = parsed.GetRequiredValue(_job);
        session.Follow(report);
        var canceled = await Interruption.GuardAsync(context, interrupt => session.Client.CancelAsync(report.RequestId, interrupt));
        report.Status = canceled.Facts().Status.Value;
        context.Output.Result($"{report.RequestId} {report.Status}");
    }
}

/// <summary><c>seedance download</c>: downloads the video of a succeeded job.</summary>
internal sealed class DownloadCommand : ToolCommand<JobReport>
{
    private readonly Argument<string> _job = SharedOptions.JobId();
    private readonly Option<string?> _output = SharedOptions.VideoFile();
    private readonly Option<bool> _force = SharedOptions.Force();
    private readonly Option<bool> _anyContent = SharedOptions.AnyContent();

    public DownloadCommand(CommandRunner runner)
        : base(runner, "download", "Downloads the video of a job that has succeeded.") =>
        Add(_job, _output, _force, _anyContent);

    public override IReadOnlyList<string> Examples { get; } =
        ["seedance download req_0000000001 -o river.mp4", "seedance download req_0000000001 -o - | ffplay -"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        var replacement = OutputFile.ReplacementOf(parsed.GetValue(_force));
        var file = VideoFile.Prepare(parsed.GetValue(_output), context, replacement, parsed.GetValue(_anyContent));
        await using var session = ServiceSession.Open(context);
        var job = session.Client.GetJob(parsed.GetRequiredValue(_job));
        session.Follow(report);
        await Interruption.GuardAsync(context, async interrupt =>
        {
            var video = await job.RefreshAsync(interrupt);
            report.Read(video);
            EnsureSucceeded(video);
            await file.SaveAsync(context, session, job, video, report);
            return video;
        });
    }

    private static void EnsureSucceeded(VideoGeneration video)
    {
        var facts = video.Facts();
        if (!facts.Status.IsTerminal)
        {
            throw new ToolException(
                ExitCode.TimedOut,
                $"Job {facts.Id} is {JobStatusText.Of(facts.Status)}, so it has no video yet. "
                    + $"To wait for it, run: seedance wait {facts.Id}");
        }

        if (facts.Status == GenerationStatus.Cancelled)
            throw new GenerationCancelledException(video);
        if (facts.Status != GenerationStatus.Succeeded)
            throw new GenerationFailedException(video);
    }
}
