using System.Runtime.CompilerServices;
using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing;

/// <summary>
/// Prices of jobs. The service documents single prices only, not a table; see <see cref="Documented(VideoGenerationRequest)"/>.
/// </summary>
public static class CreditPrices
{
    private static readonly ConditionalWeakTable<ApiDescription, DocumentedPrice[]> Prices = new();

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
        return Documented(
            ApiDescription.Current, JsonSerializer.SerializeToUtf8Bytes(request, SeedanceJsonContext.Default.VideoGenerationRequest));
    }

    internal static int Documented(ApiDescription description, ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        return Documented(description, document.RootElement);
    }

    internal static int Documented(ApiDescription description, JsonElement asked)
    {
        var nearest = Nearest(Prices.GetValue(description, ReadPrices), asked);
        return SecondsOf(asked) is { } seconds and > 0 && nearest.Seconds is { } documented and > 0
            ? (int)Math.Min(Math.Ceiling(nearest.Credits * seconds / documented), int.MaxValue)
            : nearest.Credits;
    }

    private static DocumentedPrice Nearest(DocumentedPrice[] prices, JsonElement asked)
    {
        var hasMedia = HasMedia(asked);
        var (model, resolution) = (ApiDescription.Text(asked, JobContract.Model), ApiDescription.Text(asked, JobContract.Resolution));
        var (nearest, likeness) = (prices[0], -1);
        foreach (var price in prices)
        {
            // Each comparison outweighs all that follow it; of equals, the first by name is taken.
            var own = (price.HasMedia == hasMedia ? 4 : 0) + (price.Model == model ? 2 : 0) + (price.Resolution == resolution ? 1 : 0);
            if (own > likeness)
                (nearest, likeness) = (price, own);
        }

        return nearest;
    }

    private static DocumentedPrice[] ReadPrices(ApiDescription description)
    {
        var prices =
            from example in description.Examples.Requests
            where example.Credits is not null
            let asked = JsonDocument.Parse(example.Body).RootElement
            select new DocumentedPrice(
                HasMedia(asked),
                ApiDescription.Text(asked, JobContract.Model),
                ApiDescription.Text(asked, JobContract.Resolution),
                SecondsOf(asked),
                example.Credits!.Value);
        return prices.ToArray() is { Length: > 0 } all
            ? all
            : throw new InvalidOperationException(
                "The examples of the API description document no price: none of the submission has the response of its name with credits.");
    }

    private static bool HasMedia(JsonElement request) =>
        ApiDescription.Member(request, JobContract.Media) is { ValueKind: JsonValueKind.Array } media && media.GetArrayLength() > 0;

    private static decimal? SecondsOf(JsonElement request) =>
        ApiDescription.Member(request, JobContract.Duration) is { ValueKind: JsonValueKind.Number } seconds
            && seconds.TryGetDecimal(out var value) ? value : null;

    /// <summary>A documented price, and what a request that has it asks for.</summary>
    private sealed record DocumentedPrice(bool HasMedia, string? Model, string? Resolution, decimal? Seconds, int Credits);
}
