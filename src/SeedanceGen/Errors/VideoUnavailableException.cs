using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>A job has no video to download: it has not succeeded, or the service reports no usable link to its video.</summary>
/// <param name="message">What is missing and what to do next.</param>
/// <param name="generation">The job as the service last reported it.</param>
public sealed class VideoUnavailableException(string message, VideoGeneration generation)
    : GenerationException(message, generation)
{
    /// <summary>The error for a job without a usable link. The message does not show the link.</summary>
    internal static VideoUnavailableException For(VideoGeneration generation)
    {
        var (id, status) = (OutsideText.Label(generation.Facts().Id ?? string.Empty), generation.Facts().Status);
        var message = generation.Facts().Link is { } link
            ? $"The link to the video of job {id} cannot be followed: it is {FaultOf(link)}; http and https are accepted. "
                + "Read the job again by its id for another link."
            : status == GenerationStatus.Succeeded
                ? $"Job {id} succeeded, and the link to its video is not there yet. "
                    + "Read the job again by its id; when there is still none, ask the service about that id."
                : status.IsTerminal
                    ? $"Job {id} has no video: it ended as {status}. Submit a new job for another video."
                    : $"Job {id} has no video yet: it is {JobStatusText.Of(status)}. Wait for it to succeed first.";
        return new VideoUnavailableException(message, generation);
    }

    private static string FaultOf(Uri link) => link.IsAbsoluteUri ? $"of the scheme '{OutsideText.Label(link.Scheme)}'" : "not absolute";
}
