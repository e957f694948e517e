using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance download</c>: fetches the video of a job that has succeeded.</summary>
internal sealed class DownloadCommand : ToolCommand<JobReport>
{
    private readonly JobArgument _job = new();
    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where the video is written to; <request id>.mp4 when not given",
    };

    public DownloadCommand(CommandFrame frame)
        : base(frame, "download", "Downloads the video of a job that has succeeded.") => Add(_job, _output);

    public override IReadOnlyList<string> Examples { get; } = ["seedance download req_0000000001 -o river.mp4"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report)
    {
        var file = VideoFile.Prepare(parsed.GetValue(_output), context.Host.Folder);
        await using var session = ServiceSession.Open(context);
        var job = session.Client.GetJob(parsed.GetRequiredValue(_job));
        await Interruptible.RunAsync(context, async stop =>
        {
            var video = await job.RefreshAsync(stop);
            report.Read(video);
            EnsureSucceeded(video);
            await new VideoDownload(context, report).SaveAsync(job, video, file);
            return video;
        });
    }

    private static void EnsureSucceeded(VideoGeneration video)
    {
        if (!video.Status.IsTerminal)
            throw new JobUnfinishedException(video);
        if (video.Status == GenerationStatus.Cancelled)
            throw new GenerationCancelledException(video);
        if (video.Status != GenerationStatus.Succeeded)
            throw new GenerationFailedException(video);
    }
}
