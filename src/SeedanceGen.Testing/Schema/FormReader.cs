using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// Validates a form, of parts (<c>multipart/form-data</c>) or of fields (<c>application/x-www-form-urlencoded</c>), as the object that its
/// schema describes. A file is a string of any content.
/// </summary>
internal sealed class FormReader(ApiDescription description, MediaTypeDescription type)
{
    private readonly SchemaView _view = SchemaView.Of(description, [type.SchemaNode]);

    public List<SchemaViolation> ValidateParts(string contentType, ReadOnlyMemory<byte> body)
    {
        var parts = new JsonObject();
        try
        {
            foreach (var (name, partType, content) in Parts(contentType, body))
                Add(parts, name, Value(name, partType, content));
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException)
        {
            return [new SchemaViolation("", "multipart", "parts, each with its boundary", malformed.Message)];
        }

        return Validate(type.Schema!, JsonSerializer.SerializeToUtf8Bytes((JsonNode)parts));
    }

    public List<SchemaViolation> ValidateFields(ReadOnlyMemory<byte> body)
    {
        var fields = new JsonObject();
        foreach (var pair in Encoding.UTF8.GetString(body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = pair.Split('=', 2).Select(side => Uri.UnescapeDataString(side.Replace('+', ' '))).ToArray();
            Add(fields, sides[0], ParameterStyle.Value(description, ValueSchema(sides[0]), sides.Length > 1 ? sides[1] : ""));
        }

        return Validate(type.Schema!, JsonSerializer.SerializeToUtf8Bytes((JsonNode)fields));
    }

    public static List<SchemaViolation> Validate(JsonSchema schema, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var run = new SchemaRun();
        schema.Validate(document.RootElement, run);
        return run.Violations;
    }

    /// <exception cref="InvalidDataException">The body is not made of parts.</exception>
    private static IEnumerable<(string Name, string? Type, byte[] Content)> Parts(string contentType, ReadOnlyMemory<byte> body)
    {
        var boundary = MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            ? HeaderUtilities.RemoveQuotes(parsed.Boundary).Value
            : null;
        if (string.IsNullOrEmpty(boundary))
            throw new InvalidDataException($"no boundary in \"{contentType}\"");

        using var stream = new MemoryStream(body.ToArray());
        var reader = new MultipartReader(boundary, stream);
        // The body is in memory: nothing is waited for.
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            using var content = new MemoryStream();
            section.Body.CopyTo(content);
            var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                ? HeaderUtilities.RemoveQuotes(disposition.Name).Value
                : null;
            yield return (name ?? throw new InvalidDataException("a part without a name"), section.ContentType, content.ToArray());
        }
    }

    private JsonNode? Value(string name, string? partType, byte[] content)
    {
        var schema = ValueSchema(name);
        var view = SchemaView.Of(description, schema);
        if (view.Format is "binary" or "byte" || (view.Type is null or "string" && partType is "application/octet-stream"))
            return JsonValue.Create("bytes".PadRight(Math.Max(1, content.Length)));

        var text = Encoding.UTF8.GetString(content);
        return partType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true || view.Type is "object"
            ? ParameterStyle.Json(text)
            : ParameterStyle.Value(description, schema, text);
    }

    /// <summary>The schema of one value under a name: of an array, which has its name several times, that of an item.</summary>
    private IReadOnlyList<JsonElement> ValueSchema(string name)
    {
        var schema = _view.Property(name);
        return SchemaView.Of(description, schema) is { Type: "array" } list ? list.Items : schema;
    }

    private void Add(JsonObject form, string name, JsonNode? value)
    {
        if (SchemaView.Of(description, _view.Property(name)).Type != "array")
            form[name] = value;
        else if (value is JsonArray whole)
            form[name] = whole;
        else if (form[name] is JsonArray items)
            items.Add(value);
        else
            form[name] = new JsonArray(value);
    }
}
