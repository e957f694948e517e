using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>A parameter of an operation, or a header of a response.</summary>
internal sealed class ParameterDescription
{
    private readonly ApiDescription _description;
    private readonly Lazy<JsonSchema?> _schema;
    private readonly Lazy<SchemaView> _view;

    /// <param name="description">The description that has it.</param>
    /// <param name="node">The parameter object, or the header object.</param>
    /// <param name="header">The name of the header; null for a parameter.</param>
    public ParameterDescription(ApiDescription description, JsonElement node, string? header = null)
    {
        _description = description;
        Node = node;
        Name = header ?? ApiDescription.Text(node, "name") ?? "";
        Place = header is null ? ApiDescription.Text(node, "in") ?? "" : "header";
        IsRequired = ApiDescription.IsTrue(node, "required");
        IsIdempotencyKey = Place == "header" && ApiDescription.IsTrue(node, "x-idempotency-key");
        var content = ApiDescription.Member(node, "content");
        IsJson = content.ValueKind == JsonValueKind.Object;
        SchemaNode = IsJson && content.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } type
            ? ApiDescription.Member(type.Value, "schema")
            : ApiDescription.Member(node, "schema");
        _schema = new Lazy<JsonSchema?>(() => SchemaNode.ValueKind == JsonValueKind.Object ? description.SchemaOf(SchemaNode) : null);
        _view = new Lazy<SchemaView>(() => SchemaView.Of(description, [SchemaNode]));
    }

    public JsonElement Node { get; }

    public string Name { get; }

    /// <summary>Where the parameter stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string Place { get; }

    public bool IsRequired { get; }

    /// <summary>Whether a request with a value that was seen before is the same request once more.</summary>
    public bool IsIdempotencyKey { get; }

    /// <summary>The schema in the description; undefined when it has none.</summary>
    public JsonElement SchemaNode { get; }

    public JsonSchema? Schema => _schema.Value;

    /// <summary>Whether the value is one JSON text (<c>content</c>), and not a text by <c>style</c>.</summary>
    public bool IsJson { get; }

    /// <summary>Whether the members of an object are written as <c>name[member]=value</c>.</summary>
    public bool IsDeep => Style == "deepObject";

    /// <summary>Whether each value of a list, or each member of an object, is written as a parameter of its own.</summary>
    public bool Explode => ApiDescription.Member(Node, "explode").ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Style == "form",
    };

    /// <summary>What stands between values that are written as one text.</summary>
    public char Separator => Style switch
    {
        "spaceDelimited" => ' ',
        "pipeDelimited" => '|',
        _ => ',',
    };

    private string Style => ApiDescription.Text(Node, "style") ?? (Place is "query" or "cookie" ? "form" : "simple");

    /// <summary>Validates the parameter in one request; a missing one is a violation when it is required.</summary>
    /// <param name="named">The values under a name, unescaped: of the parameter, or of a part of it.</param>
    /// <param name="names">Every name in the same place of the request.</param>
    public IEnumerable<SchemaViolation> Validate(Func<string, IReadOnlyList<string>> named, IEnumerable<string> names)
    {
        var place = $"the {Place} parameter {Name}";
        if (!TryRead(named, names, out var value))
            return IsRequired ? [new SchemaViolation(place, "required", "a value", "nothing")] : [];
        if (Schema is null)
            return [];

        using var document = JsonDocument.Parse(value?.ToJsonString() ?? "null");
        var run = new SchemaRun();
        Schema.Validate(document.RootElement, run);
        return run.Violations.Select(violation => violation with
        {
            Pointer = violation.Pointer.Length == 0 ? place : $"{place}, {violation.Pointer}",
        });
    }

    /// <summary>A value as it is written into a header.</summary>
    public string Write(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single when single.TryGetValue<string>(out var text) => text,
        JsonArray items when !IsJson => string.Join(',', items.Select(Write)),
        JsonObject members when !IsJson => string.Join(',', members.Select(member => Explode
            ? $"{member.Key}={Write(member.Value)}"
            : $"{member.Key},{Write(member.Value)}")),
        _ => value.ToJsonString(),
    };

    private bool TryRead(Func<string, IReadOnlyList<string>> named, IEnumerable<string> names, out JsonNode? value)
    {
        value = null;
        var view = _view.Value;
        if (view.Type == "object" && !IsJson && Place == "query" && (IsDeep || Explode))
            return TryReadMembers(view, named, names, out value);

        var raw = named(Name);
        if (raw.Count == 0)
            return false;
        if (IsJson)
            value = ParameterStyle.Json(raw[0]);
        else if (view.Type == "array")
            value = Items(view, raw);
        else if (view.Type == "object")
            value = Members(view, Split(raw[0]));
        else
            value = SchemaNode.ValueKind == JsonValueKind.Object
                ? ParameterStyle.Value(_description, view, raw[0], [SchemaNode])
                : JsonValue.Create(raw[0]);
        return true;
    }

    private JsonArray Items(SchemaView view, IReadOnlyList<string> raw)
    {
        var texts = Explode && Place is "query" or "cookie" || raw.Count > 1 ? raw : raw[0].Length == 0 ? [] : Split(raw[0]);
        return new JsonArray([.. texts.Select(text => ParameterStyle.Value(_description, view.Items, text))]);
    }

    private string[] Split(string text) => text.Split(Separator, StringSplitOptions.TrimEntries);

    private JsonObject Members(SchemaView view, string[] parts)
    {
        var pairs = Explode
            ? parts.Select(part => part.Split('=', 2)).Select(pair => (Name: pair[0], Text: pair.Length > 1 ? pair[1] : ""))
            : parts.Chunk(2).Select(pair => (Name: pair[0], Text: pair.Length > 1 ? pair[1] : ""));
        var value = new JsonObject();
        foreach (var (name, text) in pairs)
            value[name] = ParameterStyle.Value(_description, view.Property(name), text);
        return value;
    }

    /// <summary>An object whose members are query parameters of their own: <c>name[member]=…</c>, or <c>member=…</c>.</summary>
    private bool TryReadMembers(
        SchemaView view, Func<string, IReadOnlyList<string>> named, IEnumerable<string> names, out JsonNode? value)
    {
        var members = new JsonObject();
        value = members;
        foreach (var key in names.Distinct(StringComparer.Ordinal))
        {
            var member = !IsDeep ? view.Has(key) ? key : null
                : key.StartsWith(Name + "[", StringComparison.Ordinal) && key.EndsWith(']') ? key[(Name.Length + 1)..^1]
                : null;
            if (member is not null)
                members[member] = ParameterStyle.Value(_description, view.Property(member), named(key)[0]);
        }

        return members.Count > 0;
    }
}

/// <summary>Reads a value that a request has as text, by its schema: <c>7</c> is a number only where one is expected.</summary>
internal static class ParameterStyle
{
    public static JsonNode? Value(ApiDescription description, IReadOnlyList<JsonElement> schemas, string text) =>
        schemas.Count == 0 ? JsonValue.Create(text) : Value(description, SchemaView.Of(description, schemas), text, schemas);

    /// <summary>Reads a JSON text. Any other text becomes a string, which the schema then validates.</summary>
    public static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    public static JsonNode? Value(ApiDescription description, SchemaView view, string text, IReadOnlyList<JsonElement> schemas)
    {
        if (view.Type == "string")
            return JsonValue.Create(text);
        var isSimple = view.Type is "integer" or "number" or "boolean";
        if (Json(text) is not { } json || json is JsonArray or JsonObject && isSimple)
            return text == "null" && view.IsNullable ? null : JsonValue.Create(text);
        if (isSimple)
            return json;

        // Without a single type, the first reading that the schema accepts is meant.
        using var document = JsonDocument.Parse(json.ToJsonString());
        return schemas.All(schema => new SchemaRun().Fits(description.SchemaOf(schema), document.RootElement))
            ? json
            : JsonValue.Create(text);
    }
}
