using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Finds the C# type that NSwag gives a property, as <c>spec/nswag.json</c> asks.</summary>
internal sealed class TypeReader(SchemaFlattener flattener, ProblemList problems, string requestType)
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
        return ReadValue(property, node, isItem: false);
    }

    private TypeModel? ReadList(SpecScalar property, FlatSchema schema)
    {
        var items = schema.First("items");
        if (schema.First("type")!.Owner is not null)
            return Refuse(property, "NSwag makes a type of its own of an array in components; write the array in place");
        if (items is null)
            return Refuse(property, "an array needs 'items'");

        var itemSchema = flattener.Flatten(items.Value);
        if (itemSchema.Text("type") is "array" or "object" || itemSchema.Has("properties"))
            return Refuse(property, "a list of lists or of objects is not supported");
        if (ReadValue(property, items.Value, isItem: true) is not { } item)
            return null;
        if (item.Kind is ValueKind.OpaqueStruct or ValueKind.OpaqueClass || item.CSharp is "float" or "decimal")
            return Refuse(property, $"a list of '{itemSchema.Text("format")}' is not supported");
        return item with { Kind = ValueKind.List, ItemKind = item.Kind };
    }

    private TypeModel? ReadObject(SpecScalar property, FlatSchema schema)
    {
        if (schema.First("properties") is { } properties)
        {
            if (schema.First("type")?.Owner is null)
                return Refuse(property, "an object with properties needs a name in components");
            var name = "global::SeedanceGen." + CSharpNames.Pascal(properties.Owner ?? property.Text);
            return new TypeModel(ValueKind.OpaqueClass, name, default, default);
        }

        if (schema.First("additionalProperties") is not { Value: SpecMap values })
            return new TypeModel(ValueKind.JsonObject, JsonElement, default, default);
        if (schema.First("type")?.Owner is not null)
            return Refuse(property, "NSwag makes a type of its own of a free-form object in components; write it in place");

        var valueSchema = flattener.Flatten(values);
        if (!valueSchema.Has("type") && !valueSchema.Has("enum") && !IsReference(values))
            return new TypeModel(ValueKind.Map, JsonElement, ValueKind.Json, default);
        if (valueSchema.Text("type") is "array" or "object" || LimitsReader.HasLimits(valueSchema))
            return Refuse(property, "the values of a free-form object can be anything, or a simple type without limits");
        return ReadValue(property, values, isItem: true) is { } value ? value with { Kind = ValueKind.Map, ItemKind = value.Kind } : null;
    }

    private TypeModel? ReadValue(SpecScalar property, SpecNode node, bool isItem)
    {
        var schema = flattener.Flatten(node);
        var enumeration = schema.All("enum").FirstOrDefault(keyword => keyword.Owner is not null) ?? schema.First("enum");
        var format = schema.Text("format");
        switch (schema.Text("type"))
        {
            case "string" when enumeration is not null:
                return ReadChoice(property, schema, enumeration, isItem);
            case "string":
                return ReadText(property, format);
            case "integer" or "number" or "boolean" when enumeration is not null:
                return Refuse(
                    property,
                    "NSwag makes texts of such a list; write it into a branch that names every value of the deciding property");
            case "integer":
                return ReadNumber(property, schema, format);
            case "number" when format is null or "double" or "float" or "decimal":
                return Plain(ValueKind.Number, format ?? "double");
            case "number":
                return Refuse(property, $"the format '{format}' is not known");
            case "boolean":
                return Plain(ValueKind.Flag, "bool");
            case null when schema.First("type") is { } type:
                return Refuse(property, $"the type must be one word, but it is {type.Value.Description}; for null there is 'nullable'");
            case null when enumeration is null && IsReference(node) && !problems.Has(ProblemRules.BrokenReference):
                return Refuse(
                    property,
                    "NSwag makes a type of its own of a component without a type; give the component one, or write '{}' in place");
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

    private TypeModel? ReadText(SpecScalar property, string? format) => format switch
    {
        null or "password" => Plain(ValueKind.Text, "string"),
        "uri" => Plain(ValueKind.Link, "global::System.Uri"),
        "date-time" => Plain(ValueKind.OpaqueStruct, "global::System.DateTimeOffset"),
        "date" => Plain(ValueKind.OpaqueStruct, "global::System.DateOnly"),
        "time" => Plain(ValueKind.OpaqueStruct, "global::System.TimeOnly"),
        "uuid" or "guid" => Plain(ValueKind.OpaqueStruct, "global::System.Guid"),
        _ => Refuse(property, $"the format '{format}' is not known"),
    };

    /// <summary>NSwag looks at the limits too.</summary>
    private static bool IsLong(FlatSchema schema, string? format) => format == "int64" || (format is null
        && schema.Keywords.Any(keyword => keyword.Name is "minimum" or "maximum"
            && keyword.Value is SpecScalar scalar && scalar.TryGetNumber(out var number) && number is < int.MinValue or > int.MaxValue));

    private TypeModel? ReadChoice(SpecScalar property, FlatSchema schema, Keyword enumeration, bool isItem)
    {
        if (enumeration.Owner is null && isItem)
            return Refuse(property, "the enumeration of a list's items needs a name in components");

        var name = CSharpNames.Pascal(enumeration.Owner ?? requestType + "-" + CSharpNames.Pascal(property.Text));
        if (!CSharpNames.IsIdentifier(name))
            problems.Add(ProblemRules.UnusableName, enumeration.Key.Span, enumeration.Owner ?? name, "rename the component");
        return new TypeModel(ValueKind.Choice, "global::SeedanceGen." + name, default, ReadMembers(schema, enumeration, name));
    }

    private EquatableArray<ChoiceModel> ReadMembers(FlatSchema schema, Keyword enumeration, string type)
    {
        if (enumeration.Value is not SpecList values)
            return default;

        var names = schema.All("x-enumNames").FirstOrDefault(keyword => keyword.Owner == enumeration.Owner)?.Value as SpecList;
        var members = new List<ChoiceModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Items.Count; i++)
        {
            if (values.Items[i] is not SpecScalar { IsText: true } value)
                continue;

            var given = names is not null && i < names.Items.Count ? names.Items[i] as SpecScalar : null;
            var member = given is null || given.Text == value.Text ? CSharpNames.Member(value.Text) : CSharpNames.Pascal(given.Text);
            var place = given ?? value;
            if (!CSharpNames.IsIdentifier(member))
                problems.Add(ProblemRules.UnusableName, place.Span, value.Text, "give it a name with x-enumNames");
            else if (CSharpNames.IsTakenInChoice(member) || member == type)
                problems.Add(ProblemRules.UnusableName, place.Span, value.Text, $"every enumeration has a member '{member}' of its own");
            else if (!seen.Add(member))
                problems.Add(ProblemRules.UnusableName, place.Span, value.Text, $"another value is called '{member}' too");
            else
                members.Add(new ChoiceModel(value.Text, member));
        }

        return members.ToArray();
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
