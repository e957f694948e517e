namespace SeedanceGen;

/// <summary>The job ended as <c>failed</c>; <see cref="GenerationException.Generation"/> has the service's error.</summary>
public sealed class GenerationFailedException : GenerationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="generation">The job as the service reported it.</param>
    public GenerationFailedException(VideoGeneration generation)
        : base(Describe(generation), generation)
    {
    }

    private static string Describe(VideoGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var reason = (generation.ErrorCode, generation.ErrorMessage) switch
        {
            (null, null) => "the service gave no reason",
            (null, { } message) => message,
            ({ } code, null) => code,
            ({ } code, { } message) => $"{message} ({code})",
        };
        return $"Job {generation.RequestId} failed: {reason}.";
    }
}
