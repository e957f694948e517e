namespace SeedanceGen.Testing.Service;

/// <summary>On which terms a submission is accepted, as the options decide; or how they failed to decide.</summary>
internal readonly record struct JobTerms(int Credits, JobLifecycle Lifecycle, string FailedOption, Exception? Failure)
{
    public static JobTerms For(VideoGenerationRequest request, SeedanceMockOptions options)
    {
        var asked = nameof(options.Price);
        try
        {
            var credits = options.Price(request);
            ArgumentOutOfRangeException.ThrowIfNegative(credits, nameof(options.Price));
            asked = nameof(options.LifecycleFor);
            return new JobTerms(credits, options.Variant.Pace(options.LifecycleFor?.Invoke(request) ?? options.Lifecycle), FailedOption: "", Failure: null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Code of the test's author: whatever it throws is shown to him, as an answer that names it.
            return new JobTerms(Credits: 0, options.Lifecycle, asked, failure);
        }
    }
}
