using System.Globalization;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Documented response headers as properties: the name, the type and the call that reads the text.</summary>
/// <param name="root">The description in its normal form.</param>
/// <param name="taken">The members that the class with the properties has already.</param>
internal sealed class HeaderProperties(SpecMap root, IEnumerable<string> taken)
{
    /// <summary>Stands for the text of a header, in the call that reads it.</summary>
    private const string Text = "$";

    private const string PlainText = "string?";

    private readonly ReferenceResolver _references = new(root, new ProblemList(string.Empty));
    private readonly HashSet<string> _names = new(taken, StringComparer.Ordinal);
    private readonly List<Property> _properties = [];

    /// <summary>Takes the headers of a response. Where two responses give one header different types, it is a text.</summary>
    public HeaderProperties Add(SpecMap? headers)
    {
        foreach (var entry in headers?.Entries ?? [])
        {
            var header = _references.Follow(entry.Value) as SpecMap;
            var (type, read) = TypeOf(header?["schema"]);
            var known = _properties.FindIndex(property =>
                string.Equals(property.Header, entry.Key.Text, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                _properties.Add(new Property(NameOf(entry.Key.Text), entry.Key, type, read, header?.TextOf("description")));
            else if (_properties[known].Type != type)
                _properties[known] = _properties[known] with { Type = PlainText, Read = Text };
        }

        return this;
    }

    /// <summary>An operation with the properties, in their order and with what each of them is.</summary>
    public SpecMap Write(SpecMap operation, string key)
    {
        if (_properties.Count == 0)
            return operation;
        var span = _properties[0].Key.Span;
        var fields = _properties.Select(property => SpecEdits.Entry(property.Name, Fields(property)));
        return operation.With(key, SpecEdits.Texts(_properties.Select(property => property.Name), span))
            .With(key + "-fields", new SpecMap([.. fields], span));
    }

    /// <summary>There is no key "type": NSwag would take it for a schema.</summary>
    private static SpecMap Fields(Property property)
    {
        var span = property.Key.Span;
        return SpecEdits.Map(
            span, Entry("header", property.Header), Entry("value", property.Type), Entry("read", property.Read),
            Entry("description", property.Description ?? $"The header {property.Header}."));

        SpecEntry Entry(string key, string value) => SpecEdits.Entry(key, SpecEdits.Text(value, span));
    }

    private string NameOf(string header)
    {
        var name = OperationNames.Of(header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) ? header.Substring(2) : header);
        if (_names.Contains(name))
            name += "Header";
        var free = name;
        for (var number = 2; !_names.Add(free); number++)
            free = name + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }

    private (string Type, string Read) TypeOf(SpecNode? schema)
    {
        if (schema is null || _references.Follow(schema) is not SpecMap map)
            return (PlainText, Text);
        if (SchemaRoles.ComponentOf(schema) is { } component && EnumerationOf(component))
            return ($"{CSharpNames.Pascal(component)}?", $"ApiText.ReadChoice<{CSharpNames.Pascal(component)}>({Text})");
        if (map.TextOf("type") == "array")
        {
            var (itemType, read) = TypeOf(map["items"]);
            var item = itemType.TrimEnd('?');
            return item is "string" or "Uri" || item.StartsWith("IReadOnlyList", StringComparison.Ordinal)
                ? ("IReadOnlyList<string>?", $"ApiText.ReadTexts({Text})")
                : ($"IReadOnlyList<{item}>?", $"ApiText.ReadList({Text}, static item => {read.Replace(Text, "item")})");
        }

        return (map.TextOf("type"), map.TextOf("format")) switch
        {
            ("integer", "int32") => Plain("int"),
            ("integer", _) => Plain("long"),
            ("number", "float") => Number("float"),
            ("number", "decimal") => Number("decimal"),
            ("number", _) => Number("double"),
            ("boolean", _) => Plain("bool"),
            ("string", "date-time") => ("DateTimeOffset?", $"ApiText.ReadMoment({Text})"),
            ("string", "date") => Plain("DateOnly"),
            ("string", "time") => Plain("TimeOnly"),
            ("string", "uuid" or "guid") => Plain("Guid"),
            ("string", "uri") => ("Uri?", $"ApiText.ReadAddress({Text})"),
            _ => (PlainText, Text),
        };

        static (string, string) Plain(string type) => ($"{type}?", $"ApiText.Read<{type}>({Text})");
        static (string, string) Number(string type) => ($"{type}?", $"ApiText.ReadNumber<{type}>({Text})");
    }

    private bool EnumerationOf(string component) =>
        (_references.Component(component) as SpecMap)?[EnumerationNames.Names] is not null;

    private sealed record Property(string Name, SpecScalar Key, string Type, string Read, string? Description)
    {
        public string Header => Key.Text;
    }
}
