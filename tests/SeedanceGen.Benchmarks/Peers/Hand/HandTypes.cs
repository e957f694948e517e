using System.Text.Json.Serialization;

namespace SeedanceGen.Benchmarks.Peers.Hand;

internal sealed record HandRequest(
    string Model, string Prompt, string? AspectRatio, int? Duration, string? Resolution, string? WebhookUrl,
    Dictionary<string, string>? Metadata)
{
    /// <summary>The documented submission.</summary>
    public static HandRequest Documented { get; } = new(
        "seedance-2.0",
        "A river flowing through an autumn forest, aerial view, cinematic motion",
        "16:9",
        Duration: 5,
        "720p",
        "https://your-app.com/webhooks/seedance",
        new Dictionary<string, string> { ["projectId"] = "proj_1001", ["sceneId"] = "scene_08" });
}

internal sealed record HandAccepted(bool Success, string RequestId, string Status, int? CreditsCharged);

internal sealed record HandOutput(string Type, string Url);

internal sealed record HandError(string Code, string Message);

internal sealed record HandGeneration(
    bool Success, string RequestId, string Status, string? Model, string? Prompt, int? Duration, string? AspectRatio, HandOutput? Output,
    HandError? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandRequest))]
[JsonSerializable(typeof(HandAccepted))]
[JsonSerializable(typeof(HandGeneration))]
internal sealed partial class HandJson : JsonSerializerContext;
