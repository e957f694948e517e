using System.Text.Json;

namespace SeedanceGen.NestedRules.Tests.Support;

/// <summary>Requests of the description of these tests.</summary>
internal static class Requests
{
    /// <summary>A request with everything in it, which keeps every rule.</summary>
    public static VideoGenerationRequest Full { get; } = new()
    {
        Model = SeedanceModel.Alpha,
        Prompt = "A river",
        Seconds = 10,
        Quality = Quality.High,
        Seed = 1,
        Note = "Mine",
        Camera = new Camera { Motion = CameraMotion.Pan, Strength = 1, Lens = new CameraLens { Focal = 35 } },
        Overlay = new VideoGenerationRequestOverlay { Text = "The end", Size = 24 },
        Keyframes = [Frame(0), Frame(15, caption: "river")],
        Labels = new Dictionary<string, Label> { ["left/right"] = new() { Text = "ok" } },
        Weights = new Dictionary<string, double> { ["one"] = 0.5 },
        Path = [[0, 1], [-1, 0.5]],
        Shape = new Circle { Radius = 9 },
        Source = new LinkSource { Url = new Uri("https://media.example/1.mp4") },
    };

    /// <summary>A request with nothing but what is required.</summary>
    public static VideoGenerationRequest Plain { get; } = new() { Model = SeedanceModel.Alpha, Prompt = "A river" };

    public static Keyframe Frame(double time, string url = "https://media.example/1.png", string? caption = null) =>
        new() { Time = time, ImageUrl = new Uri(url, UriKind.RelativeOrAbsolute), Caption = caption };

    /// <summary>The request as it is sent.</summary>
    public static byte[] Sent(VideoGenerationRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, SeedanceJsonContext.Default.VideoGenerationRequest);

    /// <summary>A value with fields that the description does not know.</summary>
    public static Dictionary<string, JsonElement> Unknown(string name) => new() { [name] = JsonSerializer.SerializeToElement(1) };
}
