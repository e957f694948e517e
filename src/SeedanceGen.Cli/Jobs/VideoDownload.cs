using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Jobs;

/// <summary>Fetches the video of a finished job and says where it is.</summary>
internal sealed class VideoDownload(CommandContext context, JobReport report)
{
    /// <exception cref="FileNotWrittenException">The disk did not take it.</exception>
    public async Task SaveAsync(GenerationJob job, VideoGeneration video, VideoFile file)
    {
        var path = file.FullPathFor(job.Id);
        try
        {
            report.Bytes = await job.DownloadAsync(path, context.Host.Interrupts.Pressed);
            report.File = path;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException(video, path, refused);
        }

        context.Output.Result(file.NameFor(job.Id));
    }
}
