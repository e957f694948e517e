namespace SeedanceGen.Durable.Worker;

/// <summary>What the worker and the test that runs it share.</summary>
public static class WorkerSettings
{
    /// <summary>The secret of the webhooks' addresses.</summary>
    public const string Secret = "a secret of the tests, which has at least 32 bytes";

    /// <summary>The key that the service of the test accepts.</summary>
    public const string ApiKey = "sd2_live_harness";
}
