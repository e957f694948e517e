using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>The webhook endpoint with all that follows a delivery, against an endpoint that only parses the same body.</summary>
internal sealed class WebhookFigures : IFigureSuite
{
    public string Name => "webhook";

    public IEnumerable<Figure> Counts() => [];

    public IEnumerable<Figure> Times()
    {
        yield return new Figure(
            "webhook-requests-per-processor-second/bare-endpoint",
            ServerContest.Run("webhook", "bare-webhook", static server => new WebhookScript(server)),
            0.7,
            IsFloor: true);
    }
}
