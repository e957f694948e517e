namespace SeedanceGen.Durable.Worker;

/// <summary>How the service of the tests behaves.</summary>
public sealed record CountingServiceSettings
{
    /// <summary>How long a job takes, in seconds.</summary>
    public double JobSeconds { get; init; } = 3;

    /// <summary>Whether the mock of the package is behind it, which knows the jobs; the service counts what passes, all the same.</summary>
    public bool HasMock { get; init; }

    /// <summary>How long the response to an accepted submission takes, in milliseconds.</summary>
    public int AcceptanceMilliseconds { get; init; } = 30;
}
