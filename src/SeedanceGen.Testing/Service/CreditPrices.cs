using System.Runtime.CompilerServices;
using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Prices of jobs, generalised from the examples: the service documents single prices only, not a table.</summary>
internal static class CreditPrices
{
    private static readonly ConditionalWeakTable<ApiDescription, DocumentedPrice[]> Prices = new();

    public static int Documented(ApiDescription description, ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        return Documented(description, document.RootElement);
    }

    public static int Documented(ApiDescription description, JsonElement asked)
    {
        var nearest = Nearest(Prices.GetValue(description, ReadPrices), asked);
        return SecondsOf(asked) is { } seconds and > 0 && nearest.Seconds is { } documented and > 0
            ? (int)Math.Min(Math.Ceiling(nearest.Credits * seconds / documented), int.MaxValue)
            : nearest.Credits;
    }

    private static DocumentedPrice Nearest(DocumentedPrice[] prices, JsonElement asked)
    {
        var hasMedia = HasMedia(asked);
        var (model, resolution) = (ApiDescription.Text(asked, JobDescription.Model), ApiDescription.Text(asked, JobDescription.Resolution));
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
                ApiDescription.Text(asked, JobDescription.Model),
                ApiDescription.Text(asked, JobDescription.Resolution),
                SecondsOf(asked),
                example.Credits!.Value);
        return prices.ToArray() is { Length: > 0 } all
            ? all
            : throw new InvalidOperationException(
                "The examples of the API description document no price: none of the submission has the response of its name with credits.");
    }

    private static bool HasMedia(JsonElement request) =>
        ApiDescription.Member(request, JobDescription.Media) is { ValueKind: JsonValueKind.Array } media && media.GetArrayLength() > 0;

    private static decimal? SecondsOf(JsonElement request) =>
        ApiDescription.Member(request, JobDescription.Duration) is { ValueKind: JsonValueKind.Number } seconds
            && seconds.TryGetDecimal(out var value) ? value : null;

    /// <summary>A documented price, and what a request that has it asks for.</summary>
    private sealed record DocumentedPrice(bool HasMedia, string? Model, string? Resolution, decimal? Seconds, int Credits);
}
