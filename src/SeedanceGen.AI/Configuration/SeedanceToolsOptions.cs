namespace SeedanceGen.AI;

/// <summary>
/// The options of <see cref="SeedanceTools"/>. Without <see cref="Confirm"/> and <see cref="MaxCredits"/> nothing is submitted.
/// </summary>
public sealed record SeedanceToolsOptions
{
    /// <summary>
    /// The ceiling: what the functions may be charged in all, in credits. Nothing is submitted when the known price of the job, or that of
    /// the most expensive job so far, would bring the charged credits above it. Null, the default, sets no ceiling. A job whose price is
    /// not known beforehand may exceed the ceiling by its own price.
    /// </summary>
    public long? MaxCredits { get; init; }

    /// <summary>
    /// Asks a person before each submission; true lets it be sent. Null, the default, asks nothing: then <see cref="MaxCredits"/> is the
    /// consent, and without it every submission is refused.
    /// </summary>
    public Func<CreditConsent, CancellationToken, ValueTask<bool>>? Confirm { get; init; }

    /// <summary>
    /// The folder that videos are downloaded to; it must exist. No file is written anywhere else. Null, the default, downloads nothing:
    /// the results have the links.
    /// </summary>
    public string? DownloadFolder { get; init; }

    /// <summary>
    /// How long <c>generate</c> and <c>wait</c> wait for a job before they return it unfinished. The default is 30 minutes.
    /// </summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The beginning of the functions' names. The default is <c>seedance_</c>.</summary>
    public string NamePrefix { get; init; } = "seedance_";

    /// <summary>Receives each job when it is accepted, so that a program can keep its id; null, the default, reports nothing.</summary>
    public IProgress<GenerationJob>? Submitted { get; init; }
}
