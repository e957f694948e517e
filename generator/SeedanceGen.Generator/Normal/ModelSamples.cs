using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// A sample of each object, for the tests of users: the example that the description shows of it, in an exchange or in a schema, and where
/// there is none the required fields with the plainest values of their types.
/// </summary>
internal sealed class ModelSamples
{
    /// <summary>At a component: its sample, as JSON.</summary>
    private const string Key = "x-sdk-sample";

    /// <summary>The deepest level of a sample: required fields can form a cycle, which no value satisfies.</summary>
    private const int Deepest = 16;

    private static readonly Dictionary<string, string> TextsByFormat = new(StringComparer.Ordinal)
    {
        ["uri"] = "https://example.com/",
        ["date-time"] = "2026-01-01T00:00:00Z",
        ["date"] = "2026-01-01",
        ["time"] = "00:00:00",
        ["uuid"] = "00000000-0000-0000-0000-000000000001",
        ["guid"] = "00000000-0000-0000-0000-000000000001",
        ["byte"] = "AA==",
    };

    private readonly SpecMap _root;
    private readonly ReferenceResolver _references;
    private readonly Dictionary<string, SpecMap> _components;
    private readonly Dictionary<string, SpecMap> _shown = new(StringComparer.Ordinal);

    private ModelSamples(SpecMap root, ReferenceResolver references)
    {
        _root = root;
        _references = references;
        _components = (ReferenceResolver.SchemasOf(root)?.Entries ?? []).Where(entry => entry.Value is SpecMap)
            .ToDictionary(entry => entry.Key.Text, entry => (SpecMap)entry.Value, StringComparer.Ordinal);
        foreach (var media in Exchanges())
            Note(media["schema"], ShownBy(media), depth: 0);
        foreach (var component in _components)
            Note(SpecEdits.Reference(component.Key, component.Value.Span), component.Value["example"], depth: 0);
    }

    public static SpecMap Complete(SpecMap root, ReferenceResolver references, Func<SpecNode, string> write)
    {
        var samples = new ModelSamples(root, references);
        return root.Change("components", components => components is not SpecMap map
            ? components
            : map.Change("schemas", schemas => schemas.Values(entry => entry.Value is SpecMap schema && schema["enum"] is null
                ? schema.With(Key, SpecEdits.Text(write(samples.OfComponent(entry.Key.Text, depth: 0)), schema.Span))
                : entry.Value)));
    }

    private IEnumerable<SpecMap> Exchanges() =>
        from path in (_root["paths"] as SpecMap)?.Entries ?? []
        from entry in path.Value.Entries
        let operation = DocumentRewriter.Methods.Contains(entry.Key.Text) ? entry.Value as SpecMap : null
        where operation is not null
        from message in ((operation["responses"] as SpecMap)?.Entries ?? []).Select(response => (SpecNode?)response.Value)
            .Prepend(operation["requestBody"])
        from media in ((message is null ? null : _references.Follow(message) as SpecMap)?["content"] as SpecMap)?.Entries ?? []
        where media.Key.Text.Contains("json") && media.Value is SpecMap
        select (SpecMap)media.Value;

    private SpecNode? ShownBy(SpecMap media) =>
        media["example"] ?? ((media["examples"] as SpecMap)?.Entries ?? [])
            .Select(example => (_references.Follow(example.Value) as SpecMap)?["value"]).FirstOrDefault(value => value is not null);

    /// <summary>Notes what an example shows of a component, and of each component in it. The first example of each counts.</summary>
    private void Note(SpecNode? schema, SpecNode? value, int depth)
    {
        if (schema is null || value is null || depth > Deepest)
            return;
        if (value is SpecList list)
        {
            if (list.Items.Count > 0)
                Note((schema as SpecMap)?["items"], list.Items[0], depth + 1);
            return;
        }

        if (value is not SpecMap shown || SchemaRoles.ComponentOf(schema) is not { } name
            || !_components.TryGetValue(name, out var component))
        {
            return;
        }

        if (!_shown.ContainsKey(name))
            _shown.Add(name, shown);
        foreach (var property in PropertiesOf(component))
            Note(property.Value, shown[property.Key.Text], depth + 1);
    }

    private SpecNode OfComponent(string name, int depth)
    {
        if (!_components.TryGetValue(name, out var component))
            return SpecEdits.Map(_root.Span);
        if (component["enum"] is SpecList { Items.Count: > 0 } values)
            return values.Items[0];
        if (component["properties"] is null && component[UnionTable.Variants] is null)
            return Of(component, name, depth);

        if (depth > Deepest)
            return SpecEdits.Map(component.Span);
        var sample = _shown.TryGetValue(name, out var shown) ? shown : VariantOf(component, depth) ?? SpecEdits.Map(component.Span);
        foreach (var property in PropertiesOf(component).Where(property => IsRequired(component, property.Key.Text)))
        {
            if (sample[property.Key.Text] is null)
                sample = sample.With(property.Key.Text, Of(property.Value, property.Key.Text, depth + 1));
        }

        return component.TextOf(UnionTable.Value) is { } value && component.TextOf(UnionTable.Property) is { } discriminator
            ? sample.With(discriminator, SpecEdits.Text(value, component.Span))
            : sample;
    }

    /// <summary>The sample of the first variant of a union; null when the component is no union.</summary>
    private SpecMap? VariantOf(SpecMap union, int depth)
    {
        var first = ((union[UnionTable.Variants] as SpecList)?.Items ?? []).OfType<SpecScalar>().FirstOrDefault()?.Text;
        var name = _components.Keys.FirstOrDefault(component => first is not null && CSharpNames.Pascal(component) == first);
        return name is null ? null : OfComponent(name, depth + 1) as SpecMap;
    }

    private SpecNode Of(SpecNode schema, string name, int depth)
    {
        if (schema is not SpecMap map || depth > Deepest)
            return SpecEdits.Map(_root.Span);
        if (map["example"] is { } example)
            return example;
        if (map["enum"] is SpecList { Items.Count: > 0 } values)
            return values.Items[0];
        if (SchemaRoles.ComponentOf(map) is { } component)
            return OfComponent(component, depth + 1);
        return map.TextOf("type") switch
        {
            "string" when TextsByFormat.TryGetValue(map.TextOf("format") ?? string.Empty, out var text) => SpecEdits.Text(text, map.Span),
            "string" => SpecEdits.Text(name, map.Span),
            "integer" or "number" => map["minimum"] ?? SpecEdits.Number(1, map.Span),
            "boolean" => SpecEdits.Truth(map.Span),
            "array" => new SpecList([], map.Span),
            _ => SpecEdits.Map(map.Span),
        };
    }

    private static IReadOnlyList<SpecEntry> PropertiesOf(SpecMap component) => (component["properties"] as SpecMap)?.Entries ?? [];

    private static bool IsRequired(SpecMap component, string property) =>
        ((component["required"] as SpecList)?.Items ?? []).Any(name => name is SpecScalar scalar && scalar.Text == property);
}
