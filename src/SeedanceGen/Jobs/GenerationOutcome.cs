namespace SeedanceGen;

/// <summary>How one of many requests ended: with a video, or with the error that says why not.</summary>
public sealed record GenerationOutcome
{
    /// <summary>The position of the request among those that were passed, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What was asked for.</summary>
    public required VideoGenerationRequest Request { get; init; }

    /// <summary>The job; null when the request was not accepted, or it is not known whether it was.</summary>
    public GenerationJob? Job { get; init; }

    /// <summary>The finished job with the link to its video; null when it did not succeed.</summary>
    public VideoGeneration? Generation { get; init; }

    /// <summary>Why there is no video; null when there is one.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether there is a video.</summary>
    public bool IsSuccess => Generation is not null;
}
