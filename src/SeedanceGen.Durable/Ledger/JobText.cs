using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Durable.Ledger;

/// <summary>How the ledger writes requests, jobs, states and times.</summary>
internal static class JobText
{
    private static readonly string[] States =
        ["queued", "submitting", "submitted", "succeeded", "failed", "cancelled", "outcome unknown", "handled"];

    public static string Of(VideoJobState state) => States[(int)state];

    public static VideoJobState State(string text) => (VideoJobState)Array.IndexOf(States, text) is >= 0 and var state
        ? state
        : throw new InvalidOperationException($"The ledger has the state '{text}', which this version does not know. Use a newer version.");

    public static string Of(VideoGenerationRequest request) =>
        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest);

    public static VideoGenerationRequest Request(string text) =>
        JsonSerializer.Deserialize(text, SeedanceJsonContext.Default.VideoGenerationRequest)!;

    public static string Of(VideoGeneration generation) =>
        JsonSerializer.Serialize(generation, SeedanceJsonContext.Default.VideoGeneration);

    public static VideoGeneration Generation(string text) =>
        JsonSerializer.Deserialize(text, SeedanceJsonContext.Default.VideoGeneration)!;

    public static string Hash(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));

    /// <summary>The shard of a key. It must never change: the rows of a store have it.</summary>
    public static int Shard(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % ShardCount;

    /// <summary>The number of shards. It must never change either.</summary>
    public const int ShardCount = 8;

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
