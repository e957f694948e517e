using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing;

/// <summary>Prices of jobs. The service documents single prices only, not a table; see <see cref="Documented"/>.</summary>
public static class CreditPrices
{
    /// <summary>The documented submissions of which the documentation shows the price too.</summary>
    private static readonly (VideoGenerationRequest Request, int Credits)[] Prices = ReadPrices();

    /// <summary>The price of a job in credits, generalised from the documented prices.</summary>
    /// <param name="request">What is asked for.</param>
    /// <returns>
    /// A documented price for a documented request: 40 credits for seedance-2.0, 5 s, 720p from text (page "Text to video") and
    /// 64 for the same with one image (page "Image to video"). Every other price is the mock's own choice: the price of the documented
    /// request that is most alike (with or without media first, then model, then resolution), in proportion to the seconds and
    /// rounded up. A request without a usable duration costs what that documented request costs.
    /// </returns>
    public static int Documented(VideoGenerationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var nearest = Nearest(request);
        if (request.Duration is not > 0 || nearest.Request.Duration is not > 0)
            return nearest.Credits;

        var credits = Math.Ceiling((decimal)nearest.Credits * request.Duration.Value / nearest.Request.Duration.Value);
        return (int)Math.Min(credits, int.MaxValue);
    }

    private static (VideoGenerationRequest Request, int Credits) Nearest(VideoGenerationRequest request)
    {
        var (nearest, likeness) = (Prices[0], Likeness(Prices[0].Request, request));
        foreach (var price in Prices)
        {
            if (Likeness(price.Request, request) is var own && own > likeness)
                (nearest, likeness) = (price, own);
        }

        return nearest;
    }

    private static (VideoGenerationRequest Request, int Credits)[] ReadPrices()
    {
        var prices =
            from example in DocumentedExamples.Requests
            where example.Credits is not null
            select (JsonSerializer.Deserialize(example.Body, SeedanceJsonContext.Default.VideoGenerationRequest)!, example.Credits!.Value);
        return prices.ToArray() is { Length: > 0 } all
            ? all
            : throw new InvalidOperationException("The embedded examples document no price.");
    }

    // Each comparison outweighs all that follow it; of equals, the first by file name is taken.
    private static int Likeness(VideoGenerationRequest documented, VideoGenerationRequest asked) =>
        (HasMedia(documented) == HasMedia(asked) ? 4 : 0)
        + (documented.Model == asked.Model ? 2 : 0)
        + (documented.Resolution == asked.Resolution ? 1 : 0);

    private static bool HasMedia(VideoGenerationRequest request) => request.MediaUrls is { Count: > 0 };
}
