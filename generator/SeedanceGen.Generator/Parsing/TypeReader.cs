using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Finds the C# type that NSwag gives a property, as <c>spec/nswag.json</c> asks.</summary>
/// <param name="flattener">Joins a schema with what it refers to.</param>
/// <param name="problems">Where faults are reported.</param>
/// <param name="requestType">The record that has the properties.</param>
/// <param name="isNested">Whether no table of rules has to hold the properties.</param>
internal sealed class TypeReader(SchemaFlattener flattener, ProblemList problems, string requestType, bool isNested)
{
    private const string JsonElement = "global::System.Text.Json.JsonElement";

    /// <summary>The type of a property; null when it is not supported, which is then reported.</summary>
    public TypeModel? Read(SpecScalar property, SpecNode node)
    {
        var schema = flattener.Flatten(node);
        var type = schema.Text("type");
        if (type == "array")
            return ReadList(property, schema);
        if (type == "object" || schema.Has("properties") || schema.Has("additionalProperties"))
            return ReadObject(property, schema);
        return ReadValue(property, node);
    }

    private TypeModel? ReadList(SpecScalar property, FlatSchema schema)
    {
        var item = schema.First("items") is { } items ? ReadItem(property, items.Value) : Plain(ValueKind.Json, JsonElement);
        if (item is null)
            return null;
        if (!isNested && item.CSharp is ("float" or "decimal"))
            return Refuse(property, $"a list of '{item.CSharp}' is not supported");
        return item with { Kind = ValueKind.List, ItemKind = item.Kind };
    }

    private TypeModel? ReadObject(SpecScalar property, FlatSchema schema)
    {
        if (schema.First("properties") is { } properties)
        {
            var name = "global::SeedanceGen." + CSharpNames.Pascal(properties.Owner ?? property.Text);
            return Plain(ValueKind.OpaqueClass, name) with { Component = properties.Owner };
        }

        if (schema.First("additionalProperties") is not { Value: SpecMap values })
            return new TypeModel(ValueKind.JsonObject, JsonElement, default, default);

        var valueSchema = flattener.Flatten(values);
        if (!valueSchema.Has("type") && !valueSchema.Has("enum") && !IsReference(values))
            return new TypeModel(ValueKind.Map, JsonElement, ValueKind.Json, default);
        return ReadItem(property, values) is { } value ? value with { Kind = ValueKind.Map, ItemKind = value.Kind } : null;
    }

    /// <summary>A value of a list or of a free-form object. A list in it, or a free-form object, is handed on as it is.</summary>
    private TypeModel? ReadItem(SpecScalar property, SpecNode node)
    {
        var schema = flattener.Flatten(node);
        var type = schema.Text("type");
        if (type != "array" && type != "object" && !schema.Has("properties"))
            return ReadValue(property, node);
        var value = type == "array" ? ReadList(property, schema) : ReadObject(property, schema);
        return value?.Kind switch
        {
            ValueKind.List => Plain(ValueKind.OpaqueClass, $"global::System.Collections.Generic.IReadOnlyList<{value.CSharp}>"),
            ValueKind.Map => Plain(
                ValueKind.OpaqueClass, $"global::System.Collections.Generic.IReadOnlyDictionary<string, {value.CSharp}>"),
            _ => value,
        };
    }

    private TypeModel? ReadValue(SpecScalar property, SpecNode node)
    {
        var schema = flattener.Flatten(node);
        var enumeration = schema.All("enum").FirstOrDefault(keyword => keyword.Owner is not null) ?? schema.First("enum");
        var format = schema.Text("format");
        switch (schema.Text("type"))
        {
            case "string" when enumeration is not null:
                return ReadChoice(property, schema, enumeration);
            case "string":
                return ReadText(format);
            case "integer":
                return ReadNumber(property, schema, format);
            case "number" when format is null or "double" or "float" or "decimal":
                return Plain(ValueKind.Number, format ?? "double");
            case "number":
                return Refuse(property, $"the format '{format}' is not known");
            case "boolean":
                return Plain(ValueKind.Flag, "bool");
            case null when enumeration is null:
                return Plain(ValueKind.Json, JsonElement);
            case null:
                return Refuse(property, "an enumeration needs a type");
            case var other:
                return Refuse(property, $"the type '{other}' is unknown");
        }
    }

    private TypeModel? ReadNumber(SpecScalar property, FlatSchema schema, string? format) => format switch
    {
        null or "int32" or "int64" => Plain(ValueKind.Integer, IsLong(schema, format) ? "long" : "int"),
        _ => Refuse(property, $"the format '{format}' is not known"),
    };

    private static TypeModel ReadText(string? format) => format switch
    {
        "uri" => Plain(ValueKind.Link, "global::System.Uri"),
        "date-time" => Plain(ValueKind.OpaqueStruct, "global::System.DateTimeOffset"),
        "date" => Plain(ValueKind.OpaqueStruct, "global::System.DateOnly"),
        "time" => Plain(ValueKind.OpaqueStruct, "global::System.TimeOnly"),
        "uuid" or "guid" => Plain(ValueKind.OpaqueStruct, "global::System.Guid"),
        "byte" or "binary" => Plain(ValueKind.OpaqueClass, "byte[]"),
        _ => Plain(ValueKind.Text, "string"),
    };

    /// <summary>Whether an integer is a <c>long</c>. Like NSwag, it looks at the limits too.</summary>
    private static bool IsLong(FlatSchema schema, string? format) => format == "int64" || (format is null
        && schema.Keywords.Any(keyword => keyword.Name is "minimum" or "maximum"
            && keyword.Value is SpecScalar scalar && scalar.TryGetNumber(out var number) && number is < int.MinValue or > int.MaxValue));

    private TypeModel ReadChoice(SpecScalar property, FlatSchema schema, Keyword enumeration)
    {
        var name = CSharpNames.Pascal(enumeration.Owner ?? requestType + "-" + CSharpNames.Pascal(property.Text));
        if (!CSharpNames.IsIdentifier(name))
            problems.Add(ProblemRules.UnusableName, enumeration.Key.Span, enumeration.Owner ?? name, "rename the component");
        return new TypeModel(ValueKind.Choice, "global::SeedanceGen." + name, default, ReadMembers(schema, enumeration));
    }

    /// <summary>The values with the names that the normal form gives each.</summary>
    private static EquatableArray<ChoiceModel> ReadMembers(FlatSchema schema, Keyword enumeration)
    {
        var values = (enumeration.Value as SpecList)?.Items ?? [];
        var given = schema.All("x-enumNames").FirstOrDefault(keyword => keyword.Owner == enumeration.Owner);
        var names = (given?.Value as SpecList)?.Items ?? [];
        return values.Zip(names, (value, name) => (Value: value as SpecScalar, Name: name as SpecScalar))
            .Where(pair => pair is { Value: not null, Name: not null })
            .GroupBy(pair => pair.Name!.Text).Select(group => new ChoiceModel(group.First().Value!.Text, group.Key)).ToArray();
    }

    private static bool IsReference(SpecNode node) => node is SpecMap map
        && (map.Find("$ref") is not null || (map["allOf"] is SpecList parts && parts.Items.Any(IsReference)));

    private static TypeModel Plain(ValueKind kind, string type) => new(kind, type, default, default);

    private TypeModel? Refuse(SpecScalar property, string reason)
    {
        problems.Add(ProblemRules.UnsupportedType, property.Span, property.Text, reason);
        return null;
    }
}
