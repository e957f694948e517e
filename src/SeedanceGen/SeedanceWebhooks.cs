namespace SeedanceGen;

/// <summary>What the API description says about the headers of webhooks.</summary>
public static class SeedanceWebhooks
{
    /// <summary>The names of the documented headers. A verifier finds them in the request.</summary>
    public static IReadOnlyList<string> Headers => SeedanceOperations.WebhookHeaders;

    /// <summary>Those that every webhook has. A webhook without one of them is not genuine.</summary>
    public static IReadOnlyList<string> RequiredHeaders => SeedanceOperations.RequiredWebhookHeaders;
}
