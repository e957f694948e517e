using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>The job ended as <c>cancelled</c>, by this program or from elsewhere.</summary>
/// <param name="generation">The job as the service reported it.</param>
public sealed class GenerationCancelledException(VideoGeneration generation)
    : GenerationException($"Job {OutsideText.Label(generation?.Facts().Id ?? string.Empty)} was cancelled.", generation!);
