namespace SeedanceGen;

/// <summary>The job ended as <c>failed</c>; <see cref="GenerationException.Generation"/> has the service's error.</summary>
/// <param name="generation">The job as the service reported it.</param>
public sealed class GenerationFailedException(VideoGeneration generation)
    : GenerationException(Describe(generation), generation)
{
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
