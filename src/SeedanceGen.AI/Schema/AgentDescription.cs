using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Schema;

/// <summary>What the functions read of the API description: the schema of a request, and the documented prices.</summary>
internal sealed class AgentDescription
{
    private readonly IReadOnlyList<string> _priced;
    private readonly Dictionary<string, long> _prices;

    /// <param name="json">The description: OpenAPI as JSON.</param>
    /// <param name="creditsOf">Reads the price of an acceptance, in credits.</param>
    public AgentDescription(ReadOnlyMemory<byte> json, Func<VideoGenerationAccepted, long?> creditsOf)
    {
        var document = JsonDocument.Parse(json).RootElement;
        Request = new RequestSchemaJson(document);
        _priced = Request.Priced is { Count: > 0 } marked
            ? marked
            : [.. Request.Fields.Where(field => !IsFree(field.Value!.AsObject())).Select(field => field.Key)];
        _prices = new PricedExamples(document, creditsOf).Read(PriceKeyOf);
    }

    /// <summary>The description that this assembly was built from, as JSON.</summary>
    public static byte[] Embedded => DescriptionJson.Utf8.ToArray();

    public RequestSchemaJson Request { get; }

    /// <summary>The highest of the documented prices, in credits; 0 when none is documented.</summary>
    public long HighestDocumentedPrice => _prices.Values.DefaultIfEmpty().Max();

    /// <summary>The documented price of a request in credits; null when none is documented for such a request.</summary>
    public long? DocumentedPriceOf(JsonElement request) => _prices.TryGetValue(PriceKeyOf(request), out var price) ? price : null;

    /// <summary>
    /// What a price is documented for: the fields that the description marks, and how many values its lists have. Without a mark, every
    /// choice and number counts; free text, addresses and objects do not.
    /// </summary>
    public string PriceKeyOf(JsonElement request) => string.Join(';', _priced.Select(field => $"{field}={KeyOf(request, field)}"));

    private static string KeyOf(JsonElement request, string field) =>
        !request.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null ? string.Empty
        : value.ValueKind == JsonValueKind.Array ? FormattableString.Invariant($"[{value.GetArrayLength()}]")
        : value.GetRawText();

    private static bool IsFree(JsonObject schema) => schema["type"] switch
    {
        JsonValue type when type.TryGetValue<string>(out var name) => name == "object" || (name == "string" && !schema.ContainsKey("enum")),
        _ => false,
    };
}
