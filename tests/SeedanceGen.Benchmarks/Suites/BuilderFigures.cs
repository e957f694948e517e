using System.Text.Json;
using SeedanceGen.Benchmarks.Gate;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>The builder with every option, against the same request written as an object initializer.</summary>
internal sealed class BuilderFigures : IFigureSuite
{
    private const string Prompt = "A young woman blows out birthday candles, warm indoor lighting, shallow depth of field";
    private const string Photo = "https://example.com/photo.jpg";
    private const string Webhook = "https://your-app.com/webhooks/seedance";

    public string Name => "builder";

    public IEnumerable<Figure> Counts()
    {
        yield return new Figure("builder-allocated/object-initializer", Contest.BytesOf(Build) / Contest.BytesOf(Initialize), 1.3);
    }

    public IEnumerable<Figure> Times() => [];

    private static Task Build()
    {
        var request = VideoRequest.Seedance20(Prompt)
            .WithMediaUrls(new Uri(Photo))
            .WithAspectRatio(AspectRatio.Ratio16x9)
            .WithDuration(5)
            .WithResolution(Resolution.P720)
            .WithWebhookUrl(new Uri(Webhook))
            .WithMetadata("projectId", "proj_1001")
            .WithMetadata("sceneId", "scene_08")
            .Build();
        return EnsureWhole(request);
    }

    private static Task Initialize()
    {
        var request = new VideoGenerationRequest
        {
            Model = SeedanceModel.Seedance20,
            Prompt = Prompt,
            MediaUrls = [new Uri(Photo)],
            AspectRatio = AspectRatio.Ratio16x9,
            Duration = 5,
            Resolution = Resolution.P720,
            WebhookUrl = new Uri(Webhook),
            Metadata = new Dictionary<string, JsonElement>
            {
                ["projectId"] = JsonSerializer.SerializeToElement("proj_1001", SeedanceJsonContext.Default.String),
                ["sceneId"] = JsonSerializer.SerializeToElement("scene_08", SeedanceJsonContext.Default.String),
            },
        };
        if (request.Validate().Count > 0)
            throw new InvalidOperationException("The request is refused.");
        return EnsureWhole(request);
    }

    private static Task EnsureWhole(VideoGenerationRequest request) => request.Metadata is { Count: 2 } && request.MediaUrls is { Count: 1 }
        ? Task.CompletedTask
        : throw new InvalidOperationException("An option is missing.");
}
