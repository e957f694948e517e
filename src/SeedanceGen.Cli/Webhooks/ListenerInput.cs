namespace SeedanceGen.Cli.Webhooks;

/// <summary>What <c>webhook listen</c> was asked for.</summary>
internal sealed record ListenerInput
{
    /// <summary>The port; 0 for a free one.</summary>
    public required int Port { get; init; }

    /// <summary>The address that the service is to call; null for this machine's own.</summary>
    public required Uri? PublicUrl { get; init; }

    public required string Reference { get; init; }

    /// <summary>After how many events to end; null for as long as nobody presses Ctrl+C.</summary>
    public required int? Count { get; init; }
}
