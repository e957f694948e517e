namespace SeedanceGen.Durable.Worker;

/// <summary>What a test tells a worker that it starts, as the JSON of its only argument.</summary>
public sealed record WorkerSettings
{
    /// <summary>The secret of the webhooks' addresses.</summary>
    public const string Secret = "a secret of the tests, which has at least 32 bytes";

    /// <summary>The key that the service of the test accepts.</summary>
    public const string ApiKey = "sd2_live_harness";

    /// <summary>The file of a SQLite store; null for PostgreSQL.</summary>
    public string? File { get; init; }

    /// <summary>The connection string of a PostgreSQL store; null for SQLite.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The address of the service.</summary>
    public required Uri Service { get; init; }

    /// <summary>The address to listen on.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:0";

    /// <summary>The public address of the webhook endpoint; null for jobs without webhooks.</summary>
    public Uri? Webhooks { get; init; }

    /// <summary>A folder of the worker's own, for ids that the store does not take.</summary>
    public required string AcceptanceFolder { get; init; }

    /// <summary>Submissions of all workers in a second; null sets no limit.</summary>
    public double? SubmissionsPerSecond { get; init; }

    /// <summary>The pause between two polls of a job, in seconds.</summary>
    public double PollSeconds { get; init; } = 5;
}
