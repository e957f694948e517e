namespace SeedanceGen;

/// <summary>The job ended as <c>cancelled</c>, by this program or from elsewhere.</summary>
public sealed class GenerationCancelledException : GenerationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="generation">The job as the service reported it.</param>
    public GenerationCancelledException(VideoGeneration generation)
        : base($"Job {generation?.RequestId} was cancelled.", generation!)
    {
    }
}
