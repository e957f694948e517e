using System.Text.Json;

namespace SeedanceGen.AI.Schema;

/// <summary>The prices in the examples of the submission: a request, and the response of the same name with its credits.</summary>
/// <param name="description">The API description.</param>
/// <param name="creditsOf">Reads the price of an acceptance, in credits.</param>
internal sealed class PricedExamples(JsonElement description, Func<VideoGenerationAccepted, long?> creditsOf)
{
    private const string RequestReference = "#/components/schemas/" + nameof(VideoGenerationRequest);

    /// <summary>The price for each key of a request.</summary>
    public Dictionary<string, long> Read(Func<JsonElement, string> keyOf)
    {
        var prices = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var submission in Submissions())
        {
            var accepted = ExamplesOf(SuccessOf(submission)).ToDictionary(example => example.Name, example => example.Value);
            foreach (var (name, request) in ExamplesOf(Member(submission, "requestBody")))
            {
                if (accepted.TryGetValue(name, out var response) && CreditsOf(response) is { } credits)
                    prices[keyOf(request)] = credits;
            }
        }

        return prices;
    }

    private IEnumerable<JsonElement> Submissions() =>
        from path in Member(description, "paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind == JsonValueKind.Object
        where ContentsOf(Member(operation.Value, "requestBody"))
            .Any(content => Member(Member(content, "schema"), "$ref") is { ValueKind: JsonValueKind.String } reference
                && reference.ValueEquals(RequestReference))
        select operation.Value;

    private long? CreditsOf(JsonElement response) =>
        response.Deserialize(SeedanceJsonContext.Default.VideoGenerationAccepted) is { } accepted ? creditsOf(accepted) : null;

    private static JsonElement SuccessOf(JsonElement operation) =>
        Member(operation, "responses") is { ValueKind: JsonValueKind.Object } responses
            ? responses.EnumerateObject().FirstOrDefault(response => response.Name.StartsWith('2')).Value
            : default;

    private IEnumerable<(string Name, JsonElement Value)> ExamplesOf(JsonElement body) =>
        from content in ContentsOf(body)
        let examples = Member(content, "examples")
        where examples.ValueKind == JsonValueKind.Object
        from example in examples.EnumerateObject()
        let value = Member(Follow(example.Value), "value")
        where value.ValueKind == JsonValueKind.Object
        select (example.Name, value);

    private IEnumerable<JsonElement> ContentsOf(JsonElement body) =>
        Member(Follow(body), "content") is { ValueKind: JsonValueKind.Object } all
            ? all.EnumerateObject().Select(content => content.Value)
            : [];

    private JsonElement Follow(JsonElement part)
    {
        if (Member(part, "$ref") is not { ValueKind: JsonValueKind.String } reference)
            return part;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(description, Member);
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;
}
