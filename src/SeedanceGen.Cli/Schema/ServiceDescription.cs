using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Schema;

/// <summary>The API description at run time: the request of a job, and every operation. The commands are a function of it.</summary>
internal sealed class ServiceDescription
{
    private readonly Lazy<JsonElement> _document;
    private readonly Lazy<DescribedField> _request;
    private readonly Lazy<IReadOnlyList<DescribedOperation>> _operations;

    private ServiceDescription(Func<byte[]> json)
    {
        _document = new(() => JsonDocument.Parse(json()).RootElement);
        _request = new(() => new DescribedField(
            new FieldReader(Document),
            nameof(VideoGenerationRequest),
            Document.GetProperty("components").GetProperty("schemas").GetProperty(nameof(VideoGenerationRequest)),
            isRequired: true));
        _operations = new(() => [.. DescribedOperation.ReadAll(new FieldReader(Document), Document)]);
    }

    /// <summary>The description that this tool was built from.</summary>
    public static ServiceDescription Current { get; } = new(() => DescriptionJson.Utf8.ToArray());

    /// <summary>The whole description, which is read when a command needs it.</summary>
    public JsonElement Document => _document.Value;

    /// <summary>The request of a job.</summary>
    public DescribedField Request => _request.Value;

    /// <summary>The operation that takes the request of a job; null when the description has none.</summary>
    public DescribedOperation? Submission => Operations.FirstOrDefault(operation =>
        operation.Body?.Schema.References.Contains($"#/components/schemas/{nameof(VideoGenerationRequest)}") == true);

    /// <summary>The operations, in the order of the description.</summary>
    public IReadOnlyList<DescribedOperation> Operations => _operations.Value;

    /// <summary>Another description, as JSON.</summary>
    public static ServiceDescription Of(byte[] json) => new(() => json);
}

/// <summary>Reads schemas: a schema consists of itself, of the schema that it refers to, and of those that it joins.</summary>
internal sealed class FieldReader(JsonElement document)
{
    private const int MaxDepth = 32;

    /// <summary>Follows references.</summary>
    public JsonElement Follow(JsonElement element)
    {
        for (var depth = 0; depth < MaxDepth && ReferenceOf(element) is { } reference; depth++)
            element = At(reference);
        return element;
    }

    /// <summary>The parts of a schema, its own keywords first.</summary>
    public List<JsonElement> PartsOf(JsonElement schema)
    {
        var parts = new List<JsonElement>();
        Collect(schema, parts, MaxDepth);
        return parts;
    }

    /// <summary>The first reference that leads from a schema to a component; null when the schema stands for itself.</summary>
    public static string? ReferenceOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference) ? reference.GetString() : null;

    private void Collect(JsonElement schema, List<JsonElement> parts, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth == 0)
            return;

        parts.Add(schema);
        if (ReferenceOf(schema) is { } reference)
            Collect(At(reference), parts, depth - 1);
        foreach (var part in Items(schema, "allOf"))
            Collect(part, parts, depth - 1);
        if (NullableOf(schema) is { } value)
            Collect(value, parts, depth - 1);
    }

    /// <summary>Of a choice between one schema and null, the schema.</summary>
    private static JsonElement? NullableOf(JsonElement schema)
    {
        List<JsonElement> choices = [.. Items(schema, "anyOf"), .. Items(schema, "oneOf")];
        var values = choices.Where(choice => !IsNull(choice)).ToList();
        return values.Count == 1 && choices.Count == 2 ? values[0] : null;
    }

    private static bool IsNull(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.ValueEquals("null");

    private static JsonElement.ArrayEnumerator Items(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private JsonElement At(string reference)
    {
        var place = document;
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
        {
            var name = Uri.UnescapeDataString(step)
                .Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(name, out place))
                return default;
        }

        return place;
    }
}
