using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The normal form without what NSwag takes differently: rules are left out, any value has an empty schema, and a discriminator is a text.
/// What its templates cannot see otherwise stands in extensions of the operations.
/// </summary>
internal static class NSwagForm
{
    private const string OperationId = "x-operation-id";
    private const string Members = "x-enum-members";

    private static readonly HashSet<string> Kept =
    [
        "type", "format", "nullable", "description", "properties", "required", "items", "additionalProperties", "deprecated", "minimum",
        "maximum", "exclusiveMinimum", "exclusiveMaximum",
    ];

    /// <summary>Formats that change the type; another one says something about the texts alone.</summary>
    private static readonly HashSet<string> Formats =
    [
        "int32", "int64", "float", "double", "decimal", "uri", "date-time", "date", "time", "uuid", "guid", "byte", "binary",
    ];

    public static SpecMap Of(SpecMap root)
    {
        root = new DocumentRewriter((schema, _) => Schema(schema), operation => Operation(operation, root)).Root(root);
        return root.Without(DocumentRewriter.Webhooks).Change("components", components => components is not SpecMap map
            ? components
            : map.Change("schemas", schemas => schemas.Values(entry => Component(entry.Value))));
    }

    private static SpecMap Operation(SpecMap operation, SpecMap root)
    {
        if (operation.TextOf("operationId") is { } id)
            operation = operation.With(OperationId, SpecEdits.Text(id, operation.Span));
        foreach (var key in (string[])[ServerNames.Names, ServerNames.Addresses, ServerNames.Descriptions])
            operation = root[key] is { } servers ? operation.With(key, servers) : operation;
        return operation.With("operationId", operation[DocumentRewriter.OperationName] ?? SpecEdits.Text(string.Empty, operation.Span))
            .Without("callbacks");
    }

    private static SpecNode Component(SpecNode node)
    {
        if (node is not SpecMap map || Schema(map) is not SpecMap schema)
            return node;
        if (map[EnumerationNames.Names] is SpecList names && map["enum"] is SpecList values)
        {
            return schema.With("enum", values).With(Members, MembersOf(values, names))
                .Change(EnumerationNames.Deprecated, Marked);
        }

        schema = schema.Change(UnionTable.Classes, Marked);
        return map.TextOf(UnionTable.Property) is { } property
            ? schema.Change("properties", properties =>
                properties.Values(entry => entry.Key.Text == property ? Plain(entry.Value) : entry.Value))
            : schema;
    }

    /// <summary>A mapping from values: a key such as <c>type</c> alone would make NSwag take it for a schema.</summary>
    private static SpecNode Marked(SpecNode node) => node is SpecMap map
        ? new SpecMap([.. map.Entries.Select(entry => SpecEdits.Entry("=" + entry.Key.Text, entry.Value))], map.Span)
        : node;

    /// <summary>NSwag changes the names that it is given, so the template takes them from here.</summary>
    private static SpecNode MembersOf(SpecList values, SpecList names) => Marked(new SpecMap(
        [
            .. values.Items.Zip(names.Items, (value, name) => (Value: (SpecScalar)value, Name: name))
                .GroupBy(pair => pair.Value.Text).Select(group => new SpecEntry(group.First().Value, group.First().Name)),
        ],
        values.Span));

    /// <summary>The property that tells the variants of a union apart: the class of each has its value.</summary>
    private static SpecMap Plain(SpecNode property)
    {
        var plain = SpecEdits.Map(property.Span, SpecEdits.Entry("type", SpecEdits.Text("string", property.Span)));
        return property is SpecMap map && map["description"] is { } description ? plain.With("description", description) : plain;
    }

    private static SpecNode Schema(SpecNode node)
    {
        if (node is not SpecMap map)
            return node;
        if (map["$ref"] is not null)
            return map.Only(entry => entry.Key.Text == "$ref");

        var schema = map.Only(entry => Kept.Contains(entry.Key.Text) || entry.Key.Text.StartsWith("x-", StringComparison.Ordinal));
        if (Reference(map) is { } reference)
        {
            return schema.Only(entry => entry.Key.Text is "description" or "nullable" or "deprecated"
                    || entry.Key.Text.StartsWith("x-", StringComparison.Ordinal))
                .With("allOf", new SpecList([reference], map.Span));
        }

        if (schema.TextOf("format") is { } format && !Formats.Contains(format))
            schema = schema.Without("format");
        if (schema["properties"] is not null || schema["additionalProperties"] is SpecScalar)
            schema = schema.Without("additionalProperties");
        return schema.Values(entry => SchemaParts.Change(entry, (inner, _) => Schema(inner)));
    }

    private static SpecMap? Reference(SpecMap map) =>
        (map["allOf"] as SpecList)?.Items.OfType<SpecMap>().FirstOrDefault(part => part["$ref"] is not null);
}
