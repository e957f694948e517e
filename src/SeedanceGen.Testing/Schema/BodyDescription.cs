using System.Text;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>The media types that a body may have, each with its schema.</summary>
internal sealed class BodyDescription
{
    /// <summary>The word that a violation of the type itself carries.</summary>
    public const string Keyword = "Content-Type";

    private readonly Dictionary<string, JsonSchema?> _schemas;

    /// <summary>The types as nearly everybody writes them, so that they need not be parsed.</summary>
    private readonly Dictionary<string, JsonSchema?> _usual = new(StringComparer.OrdinalIgnoreCase);

    public BodyDescription(Dictionary<string, JsonSchema?> schemas)
    {
        _schemas = schemas;
        Expected = string.Join(" or ", schemas.Keys);
        JsonSchema = schemas.Values.FirstOrDefault();
        foreach (var (type, schema) in schemas)
            _usual[type] = _usual[type + "; charset=utf-8"] = schema;
    }

    public string Expected { get; }

    /// <summary>The schema of the first type, which is JSON wherever there is only one.</summary>
    public JsonSchema? JsonSchema { get; }

    /// <summary>Judges type and body together.</summary>
    public List<SchemaViolation> Judge(string? contentType, ReadOnlyMemory<byte> body)
    {
        if ((contentType is null || !_usual.TryGetValue(contentType, out var schema)) && !TryFind(contentType, out schema))
            return [new SchemaViolation("", Keyword, Expected, string.IsNullOrEmpty(contentType) ? "nothing" : $"\"{contentType}\"")];

        return schema is null ? [] : BodyValidator.Judge(body, schema);
    }

    private bool TryFind(string? contentType, out JsonSchema? schema)
    {
        schema = null;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && _schemas.TryGetValue(type.MediaType.Value!.ToLowerInvariant(), out schema)
            && IsUtf8(type);
    }

    /// <summary>JSON between systems is UTF-8 (RFC 8259, section 8.1).</summary>
    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}
