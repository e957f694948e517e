namespace SeedanceGen.Testing.Conformance;

/// <summary>How the contract is verified.</summary>
public sealed class SeedanceContractOptions
{
    /// <summary>How far the verification goes; <see cref="ContractProfile.ReadOnly"/> by default, which costs nothing.</summary>
    public ContractProfile Profile { get; init; }

    /// <summary>
    /// The key. Null when the client sends it by itself; a request without any key cannot be made then, and that check is skipped.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Whether wrong and missing keys are tried; true by default. Set it to false for a wrapper that puts its own key over every other, since
    /// it hides what the server says to a wrong one.
    /// </summary>
    public bool ChecksAuthentication { get; init; } = true;

    /// <summary>
    /// What the verification may cost, in credits; 0 by default. <see cref="ContractProfile.Full"/> runs only when this is at least
    /// <see cref="SeedanceContract.CreditsOf"/>.
    /// </summary>
    public int MaxCredits { get; init; }

    /// <summary>How long a submitted job may take until it ends; 15 minutes by default. A job that takes longer is skipped, not failed.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The pause between two reads of a job; 5 seconds by default.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock for pauses; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the scorecard is printed when the verification is done; null prints nothing.</summary>
    public TextWriter? Output { get; init; }
}
