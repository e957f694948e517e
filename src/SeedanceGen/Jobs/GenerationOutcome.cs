namespace SeedanceGen;

/// <summary>The outcome of one of many requests: a video, or an error.</summary>
public sealed record GenerationOutcome
{
    /// <summary>The position of the request among those that were passed, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The request.</summary>
    public required VideoGenerationRequest Request { get; init; }

    /// <summary>The job; null when the request was not accepted or its outcome is unknown.</summary>
    public GenerationJob? Job { get; init; }

    /// <summary>The finished job with the link to its video; null when it did not succeed.</summary>
    public VideoGeneration? Generation { get; init; }

    /// <summary>The error; null when there is a video.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether there is a video.</summary>
    public bool IsSuccess => Generation is not null;
}
