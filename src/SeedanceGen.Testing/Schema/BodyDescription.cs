using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>The media types that a body may have, each with its schema.</summary>
internal sealed class BodyDescription
{
    /// <summary>The keyword of a violation of the media type.</summary>
    public const string Keyword = "Content-Type";

    private readonly MediaTypeDescription[] _types;

    /// <summary>The media types as nearly every client writes them, which need no parsing.</summary>
    private readonly Dictionary<string, MediaTypeDescription> _usual = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="description">The description that has it.</param>
    /// <param name="isRequired">Whether a request must have the body.</param>
    /// <param name="content">Each media type with its media type object.</param>
    public BodyDescription(ApiDescription description, bool isRequired, JsonElement content)
    {
        IsRequired = isRequired;
        _types = [.. content.EnumerateObject()
            .Select(type => new MediaTypeDescription(description, type.Name.ToLowerInvariant(), type.Value))];
        foreach (var type in _types.Where(type => type.IsJson))
            _usual[type.Name] = _usual[type.Name + "; charset=utf-8"] = type;
    }

    public bool IsRequired { get; }

    public string Expected => string.Join(" or ", _types.Select(type => type.Name));

    public IReadOnlyList<MediaTypeDescription> Types => _types;

    /// <summary>The type that is sent when there is a choice: JSON, else the first one.</summary>
    public MediaTypeDescription Preferred => Array.Find(_types, type => type.IsJson) ?? _types[0];

    /// <summary>The schema of the JSON type; null when the body has none.</summary>
    public JsonSchema? JsonSchema => Array.Find(_types, type => type.IsJson)?.Schema;

    /// <summary>Validates the media type and the body.</summary>
    public List<SchemaViolation> Validate(string? contentType, ReadOnlyMemory<byte> body)
    {
        if ((contentType is null || !_usual.TryGetValue(contentType, out var type)) && !TryFind(contentType, out type))
            return [new SchemaViolation("", Keyword, Expected, string.IsNullOrEmpty(contentType) ? "nothing" : $"\"{contentType}\"")];

        return type.Validate(contentType!, body);
    }

    /// <summary>Validates the body of a request, which may be left out when it is not required.</summary>
    public List<SchemaViolation> ValidateRequest(string? contentType, ReadOnlyMemory<byte> body) =>
        !IsRequired && body.IsEmpty && string.IsNullOrEmpty(contentType) ? [] : Validate(contentType, body);

    private bool TryFind(string? contentType, [NotNullWhen(true)] out MediaTypeDescription? found)
    {
        found = MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? _types.Where(own => own.Matches(type.MediaType.Value!)).MinBy(own => own.Name.Count(character => character == '*'))
            : null;
        return found is not null && (!found.IsJson || IsUtf8(type!));
    }

    /// <summary>JSON between systems is UTF-8 (RFC 8259, section 8.1). Servers read the widespread name without a hyphen, too.</summary>
    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').ToUpperInvariant() is "UTF-8" or "UTF8";
}

/// <summary>One media type of a body.</summary>
internal sealed class MediaTypeDescription
{
    private readonly ApiDescription _description;
    private readonly Lazy<JsonSchema?> _schema;

    /// <param name="description">The description that has it.</param>
    /// <param name="name">Its name in lower case; may be a range such as <c>image/*</c>.</param>
    /// <param name="node">The media type object.</param>
    public MediaTypeDescription(ApiDescription description, string name, JsonElement node)
    {
        _description = description;
        (Name, Node) = (name, node);
        SchemaNode = ApiDescription.Member(node, "schema");
        _schema = new Lazy<JsonSchema?>(() => SchemaNode.ValueKind == JsonValueKind.Object ? description.SchemaOf(SchemaNode) : null);
        var essence = name.Split(';')[0].TrimEnd();
        IsJson = essence.EndsWith("/json", StringComparison.Ordinal) || essence.EndsWith("+json", StringComparison.Ordinal);
    }

    public string Name { get; }

    public JsonElement Node { get; }

    /// <summary>The schema in the description; undefined when it has none.</summary>
    public JsonElement SchemaNode { get; }

    public JsonSchema? Schema => _schema.Value;

    public bool IsJson { get; }

    public bool IsText => Name.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>Whether the body is neither JSON nor text.</summary>
    public bool IsFile => !IsJson && !IsText;

    /// <summary>Whether the body is a form, each part of which is a property of the schema.</summary>
    public bool IsForm => IsMultipart || Name == "application/x-www-form-urlencoded";

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>The examples of the media type, in the order of the description.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Examples()
    {
        if (ApiDescription.Member(Node, "example") is { ValueKind: not JsonValueKind.Undefined } single)
            yield return new("", single);
        if (ApiDescription.Member(Node, "examples") is not { ValueKind: JsonValueKind.Object } examples)
            yield break;

        foreach (var example in examples.EnumerateObject())
        {
            if (ApiDescription.Member(_description.Follow(example.Value), "value") is { ValueKind: not JsonValueKind.Undefined } value)
                yield return new(example.Name, value);
        }
    }

    public bool Matches(string mediaType)
    {
        var own = Name.Split(';')[0].TrimEnd();
        return own == "*/*"
            || (own.EndsWith("/*", StringComparison.Ordinal)
                ? mediaType.StartsWith(own[..^1], StringComparison.OrdinalIgnoreCase)
                : own.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Validates a body of this type; one of bytes is accepted as it is.</summary>
    public List<SchemaViolation> Validate(string contentType, ReadOnlyMemory<byte> body)
    {
        if (Schema is not { } schema)
            return [];
        if (IsJson)
            return BodyValidator.Validate(body, schema);
        if (IsForm)
        {
            var form = new FormReader(_description, this);
            return IsMultipart ? form.ValidateParts(contentType, body) : form.ValidateFields(body);
        }

        return IsText ? FormReader.Validate(schema, JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(body.Span))) : [];
    }
}
