namespace SeedanceGen.Cli.Jobs;

/// <summary>The video of a finished job could not be written to disk. The job is paid for, so it must not be submitted again.</summary>
internal sealed class FileNotWrittenException(VideoGeneration generation, string path, Exception cause) : Exception(
    $"Job {generation.RequestId} is done, but its video could not be written to {path}: {cause.Message} "
        + $"It is still at {generation.Output?.Url}.",
    cause);
