using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Schema;

/// <summary>
/// The schema of a request as agents read it, made from the API description: no field of it is written by hand. Rules that depend on the
/// model stand in the descriptions of the fields, because hosts of agents accept no alternatives at the top of a schema; every request is
/// validated by all rules before it is sent.
/// </summary>
internal sealed class RequestSchemaJson
{
    private const string Component = nameof(VideoGenerationRequest);
    private const string References = "#/components/schemas/";

    /// <summary>Keywords of OpenAPI that JSON Schema does not have, and what an agent has no use for.</summary>
    private static readonly HashSet<string> LeftOut =
        ["example", "examples", "xml", "externalDocs", "discriminator", "nullable", "readOnly", "writeOnly", "deprecated"];

    /// <summary>The keywords that stay at the top of the schema; the rest is left to the validation.</summary>
    private static readonly HashSet<string> AtTheTop = ["type", "description", "properties", "required"];

    private const string PriceMark = "x-affects-price";

    private readonly JsonElement _components;

    public RequestSchemaJson(JsonElement description)
    {
        _components = description.GetProperty("components").GetProperty("schemas");
        var request = Convert(_components.GetProperty(Component), [Component]).AsObject();
        Root = [];
        foreach (var (name, value) in request.Where(keyword => AtTheTop.Contains(keyword.Key)))
            Root[name] = value?.DeepClone();
        Root["additionalProperties"] = false;
        Fields = Root["properties"]?.AsObject() ?? [];
        Required = [.. Root["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []];
        foreach (var field in Fields.ToList())
            DescribeModels(field.Key, field.Value!.AsObject());
    }

    /// <summary>The schema: an object without alternatives at its top.</summary>
    public JsonObject Root { get; }

    /// <summary>The schema of each field.</summary>
    public JsonObject Fields { get; }

    /// <summary>The names of the fields that the description marks because the price of a job depends on them.</summary>
    public IReadOnlyList<string> Priced => [.. Fields.Select(one => one.Key).Where(IsPriced)];

    /// <summary>The names of the required fields.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>
    /// Adds what each model accepts to the description of a field, where the models differ. The words are those of the validation.
    /// </summary>
    private static void DescribeModels(string name, JsonObject schema)
    {
        var rules = SeedanceModels.All
            .Select(model => (Model: model.Model.Value, Text: model.AllFields.FirstOrDefault(field => field.Field == name)?.Description))
            .ToList();
        if (rules.Select(rule => rule.Text).Distinct().Count() < 2)
            return;

        var words = rules.GroupBy(rule => rule.Text, StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group.Select(rule => rule.Model))}: {group.Key ?? "not accepted"}");
        var text = $"It depends on the model. {string.Join("; ", words)}.";
        schema["description"] = schema["description"]?.GetValue<string>() is { Length: > 0 } own ? $"{own.TrimEnd()} {text}" : text;
    }

    private bool IsPriced(string field) =>
        _components.GetProperty(Component).TryGetProperty("properties", out var declared)
        && declared.TryGetProperty(field, out var schema) && schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty(PriceMark, out var mark) && mark.ValueKind == JsonValueKind.True;

    private JsonNode Convert(JsonElement schema, IReadOnlyList<string> open)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return JsonNode.Parse(schema.GetRawText())!;
        if (ReferenceOf(schema) is { } name)
        {
            // A schema inside itself accepts anything here: the validation checks it.
            return open.Contains(name) || !_components.TryGetProperty(name, out var target)
                ? new JsonObject()
                : Convert(target, [.. open, name]);
        }

        var result = new JsonObject();
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !LeftOut.Contains(keyword.Name) && !IsExtension(keyword.Name)))
            result[keyword.Name] = ConvertKeyword(keyword, open);
        RemoveReadOnly(schema, result);
        MergeParts(result);
        AllowNull(schema, result);
        return result;
    }

    private JsonNode? ConvertKeyword(JsonProperty keyword, IReadOnlyList<string> open) => keyword.Name switch
    {
        "properties" => new JsonObject(keyword.Value.EnumerateObject()
            .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Convert(property.Value, open)))),
        "allOf" or "anyOf" or "oneOf" => new JsonArray([.. keyword.Value.EnumerateArray().Select(part => Convert(part, open))]),
        "items" or "additionalProperties" or "not" => Convert(keyword.Value, open),
        _ => JsonNode.Parse(keyword.Value.GetRawText()),
    };

    /// <summary>
    /// Merges the parts of <c>allOf</c> that repeat no keyword into the schema, so that <c>allOf</c> with a single reference reads as that
    /// schema.
    /// </summary>
    private static void MergeParts(JsonObject schema)
    {
        if (schema["allOf"] is not JsonArray parts || !parts.All(part => part is JsonObject))
            return;

        var rest = new List<JsonNode>();
        schema.Remove("allOf");
        foreach (var part in parts.Select(part => part!.DeepClone().AsObject()))
        {
            part.Remove("description");
            if (part.Any(keyword => schema.ContainsKey(keyword.Key)))
            {
                rest.Add(part);
                continue;
            }

            foreach (var (name, value) in part)
                schema[name] = value?.DeepClone();
        }

        if (rest.Count > 0)
            schema["allOf"] = new JsonArray([.. rest]);
    }

    private static void RemoveReadOnly(JsonElement schema, JsonObject result)
    {
        if (result["properties"] is not JsonObject properties)
            return;

        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("readOnly", out var mark)
                && mark.ValueKind == JsonValueKind.True)
            {
                properties.Remove(property.Name);
            }
        }
    }

    private static void AllowNull(JsonElement schema, JsonObject result)
    {
        if (schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True
            && result["type"] is JsonValue type)
        {
            result["type"] = new JsonArray(type.DeepClone(), "null");
        }
    }

    private static string? ReferenceOf(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
        && reference.GetString() is { } target && target.StartsWith(References, StringComparison.Ordinal)
            ? target[References.Length..]
            : null;

    private static bool IsExtension(string keyword) => keyword.StartsWith("x-", StringComparison.Ordinal);
}
