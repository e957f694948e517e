using System.Globalization;

namespace SeedanceGen.Testing.Service;

/// <summary>Draws one misbehaviour for some of the jobs.</summary>
internal sealed class WebhookChaos(int seed, double rate)
{
    private static readonly WebhookPlan[] Misbehaviours =
    [
        new() { IsDropped = true },
        new() { DroppedAttempts = 1 },
        new() { Duplicates = 1 },
        new() { Duplicates = 2, DuplicateDelay = TimeSpan.FromMinutes(1) },
        new() { Delay = TimeSpan.FromSeconds(30) },
        new() { AfterNext = TimeSpan.FromMinutes(1) },
        new() { Timing = WebhookTiming.BeforeResponse },
        .. ForgedWebhook.All.Select(forged => new WebhookPlan { ForgedWebhooks = [forged] }),
    ];

    public WebhookPlan? Draw(string requestId)
    {
        var random = new Random(HashCode(requestId));
        if (random.NextDouble() >= rate)
            return null;

        var repro = string.Create(CultureInfo.InvariantCulture, $"WebhookFor = WebhookPlan.Chaos(seed: {seed}, rate: {rate})");
        return Misbehaviours[random.Next(Misbehaviours.Length)] with { Repro = repro };
    }

    // The framework's own hash of a text differs from process to process.
    private int HashCode(string requestId)
    {
        const uint Offset = 2166136261;
        const uint Prime = 16777619;
        var hash = requestId.Aggregate(Offset ^ (uint)seed, static (hash, character) => unchecked((hash ^ character) * Prime));
        return (int)hash;
    }
}
