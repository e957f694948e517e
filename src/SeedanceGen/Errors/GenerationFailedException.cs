using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>
/// The job ended as <c>failed</c>, or with another terminal status than <c>succeeded</c> and <c>cancelled</c>;
/// <see cref="GenerationException.Generation"/> has the status and the service's error.
/// </summary>
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
            (null, { } message) => OutsideText.Quote(message),
            ({ } code, null) => OutsideText.Label(code),
            ({ } code, { } message) => $"{OutsideText.Quote(message)} ({OutsideText.Label(code)})",
        };
        var (id, status) = (OutsideText.Label(generation.Facts().Id ?? string.Empty), generation.Facts().Status);
        return status == GenerationStatus.Failed
            ? $"Job {id} failed: {reason}."
            : $"Job {id} ended as {OutsideText.Label(status.Value)}: {reason}.";
    }
}
