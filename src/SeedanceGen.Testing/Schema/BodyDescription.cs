using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace SeedanceGen.Testing.Schema;

/// <summary>The media types that a body may have, each with its schema.</summary>
internal sealed class BodyDescription
{
    /// <summary>The word that a violation of the type itself carries.</summary>
    public const string Keyword = "Content-Type";

    private readonly Dictionary<string, Lazy<JsonSchema?>> _schemas;

    /// <summary>The types as nearly every client writes them, so that they need not be parsed.</summary>
    private readonly Dictionary<string, Lazy<JsonSchema?>> _usual = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="isRequired">Whether a request must have the body.</param>
    /// <param name="content">Each media type in lower case with the JSON pointer to its schema; null for a body of any shape.</param>
    public BodyDescription(bool isRequired, params (string MediaType, string? Schema)[] content)
    {
        IsRequired = isRequired;
        Expected = string.Join(" or ", content.Select(type => type.MediaType));
        _schemas = content.ToDictionary(type => type.MediaType, type => Resolved(type.Schema), StringComparer.Ordinal);
        foreach (var (type, schema) in _schemas)
            _usual[type] = _usual[type + "; charset=utf-8"] = schema;
    }

    public bool IsRequired { get; }

    public string Expected { get; }

    /// <summary>The schema of the first type, which is JSON wherever there is only one.</summary>
    public JsonSchema? JsonSchema => _schemas.Values.FirstOrDefault()?.Value;

    /// <summary>Judges type and body together.</summary>
    public List<SchemaViolation> Judge(string? contentType, ReadOnlyMemory<byte> body)
    {
        if ((contentType is null || !_usual.TryGetValue(contentType, out var schema)) && !TryFind(contentType, out schema))
            return [new SchemaViolation("", Keyword, Expected, string.IsNullOrEmpty(contentType) ? "nothing" : $"\"{contentType}\"")];

        return schema.Value is { } known ? BodyValidator.Judge(body, known) : [];
    }

    private static Lazy<JsonSchema?> Resolved(string? pointer) =>
        new(() => pointer is null ? null : ApiDescription.Current.SchemaAt(pointer));

    private bool TryFind(string? contentType, [NotNullWhen(true)] out Lazy<JsonSchema?>? schema)
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
