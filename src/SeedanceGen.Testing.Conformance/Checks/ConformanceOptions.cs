namespace SeedanceGen.Testing.Conformance;

/// <summary>The options of a conformance check.</summary>
public sealed class ConformanceOptions
{
    /// <summary>The extent of the check; <see cref="ConformanceProfile.ReadOnly"/> by default, which costs nothing.</summary>
    public ConformanceProfile Profile { get; init; }

    /// <summary>The key. Null, the default, when the client adds the key itself; the check of a missing key is skipped then.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Whether wrong and missing keys are checked; true by default. Set it to false for a wrapper that replaces every key with its own,
    /// because the wrapper hides the server's response to a wrong key.
    /// </summary>
    public bool ChecksAuthentication { get; init; } = true;

    /// <summary>
    /// The largest cost, in credits; 0 by default. <see cref="ConformanceProfile.Full"/> runs only when this is at least
    /// <see cref="SeedanceConformance.CreditsOf"/>.
    /// </summary>
    public int MaxCredits { get; init; }

    /// <summary>
    /// How long a submitted job may take until it ends; 15 minutes by default. The checks of a job that takes longer are skipped, not
    /// failed.
    /// </summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The pause between two reads of a job; 5 seconds by default.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock for pauses; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the report is printed at the end; null, the default, prints nothing.</summary>
    public TextWriter? Output { get; init; }
}
