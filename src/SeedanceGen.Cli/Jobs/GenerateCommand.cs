using System.CommandLine;

namespace SeedanceGen.Cli.Jobs;

/// <summary><c>seedance generate</c>: submits a job, waits for it and downloads its video.</summary>
internal sealed class GenerateCommand : ToolCommand<SubmissionReport>
{
    private readonly RequestOptions _request;
    private readonly WaitingOptions _waiting = new();
    private readonly Option<string?> _output = SharedOptions.VideoFile();
    private readonly Option<bool> _force = SharedOptions.Force();
    private readonly Option<bool> _anyContent = SharedOptions.AnyContent();
    private readonly Option<bool> _open = new("--open") { Description = "Play the video after the download" };
    private readonly Option<bool> _dryRun = SharedOptions.DryRun();
    private readonly Option<bool> _mock = SharedOptions.Mock();

    public GenerateCommand(CommandRunner runner)
        : base(runner, "generate", "Makes a video: submits the job, waits for it, downloads the file.")
    {
        _request = new RequestOptions(runner.Description);
        Add(_request.All);
        Add(_output, _force, _anyContent, _open, _dryRun, _mock);
        Add(_waiting.All);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance generate \"A river in an autumn forest\" --mock -o river.mp4",
        "seedance generate \"The boat sails\" --media-urls https://example.com/boat.png",
        "cat prompt.txt | seedance generate --mock -o river.mp4",
        "seedance generate \"A river\" --mock -o - > piped.mp4",
    ];

    /// <summary>Every check that costs nothing comes before the submission.</summary>
    protected override async Task RunAsync(ParseResult parsed, CommandContext context, SubmissionReport report)
    {
        var isDryRun = parsed.GetValue(_dryRun);
        var request = await _request.ReadAsync(parsed, context, publishes: !isDryRun);
        var isMock = parsed.GetValue(_mock);
        var replacement = OutputFile.ReplacementOf(parsed.GetValue(_force), isMock);
        var file = VideoFile.Prepare(parsed.GetValue(_output), context, replacement, parsed.GetValue(_anyContent));
        if (file.IsStandardOutput && parsed.GetValue(_open))
            throw new UsageException("--open plays a file, and '-o -' makes none: name a file by --output.");
        if (isDryRun)
        {
            report.ShowUnsent(context, request);
            return;
        }

        await using var session = await ServiceSession.OpenAsync(context, isMock);
        var job = await Submission.SubmitAsync(context, session, request, report);
        context.Output.Accepted($"{job.Id} accepted, {Format.Credits(job.CreditsCharged)}");
        await session.RememberAsync(context, job, request.Request);
        try
        {
            var video = await JobProgress.WaitAsync(context, session, job, _waiting.Apply(parsed, session.Wait), report);
            await file.SaveAsync(context, session, job, video, report);
        }
        catch (OperationCanceledException) when (context.Interrupt.IsCancellationRequested)
        {
            throw await Interruption.SettleAsync(context, session, job, report);
        }

        if (parsed.GetValue(_open) && !context.Host.OpenFile(report.File!))
            context.Output.Note($"This system has no program that plays the video. Open {report.File} yourself.");
    }
}
