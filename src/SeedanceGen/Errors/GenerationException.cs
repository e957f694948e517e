namespace SeedanceGen;

/// <summary>The base of the errors about a job that ended without a video.</summary>
public abstract class GenerationException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="generation">The job as the service last reported it.</param>
    protected GenerationException(string message, VideoGeneration generation)
        : base(message)
    {
        ArgumentNullException.ThrowIfNull(generation);
        Generation = generation;
    }

    /// <summary>The job as the service last reported it, with its error as it came.</summary>
    public VideoGeneration Generation { get; }

    /// <summary>The id of the job.</summary>
    public string RequestId => Generation.Facts().Id ?? string.Empty;
}
