namespace SeedanceGen.Durable.Worker;

/// <summary>How the service of the tests behaves.</summary>
public sealed record CountingServiceSettings
{
    /// <summary>How long a job takes, in seconds.</summary>
    public double JobSeconds { get; init; } = 3;

    /// <summary>How long the response to an accepted submission takes, in milliseconds.</summary>
    public int AcceptanceMilliseconds { get; init; } = 30;
}
