using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The unions: components with a discriminator and, in <c>oneOf</c>, their variants; or those that other components join and that have a
/// discriminator. What the templates need to know stands in extensions of the union and of its variants.
/// </summary>
internal sealed class UnionTable
{
    public const string Property = "x-union-property";
    public const string Values = "x-union-values";
    public const string Classes = "x-union-classes";
    public const string Variants = "x-union-variants";
    public const string Unknown = "x-union-unknown";
    public const string Base = "x-union-base";
    public const string Value = "x-union-value";
    public const string Inherited = "x-union-inherited";

    private readonly Dictionary<string, string> _discriminators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpecEntry[]> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SpecMap Properties, SpecList Required)> _shared = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    public UnionTable(SpecMap root, ProblemList problems)
    {
        _problems = problems;
        var schemas = ReferenceResolver.SchemasOf(root)?.Entries ?? [];
        foreach (var entry in schemas)
        {
            foreach (var name in Components((entry.Value as SpecMap)?["allOf"]))
                (_children.TryGetValue(name, out var known) ? known : _children[name] = []).Add(entry.Key.Text);
        }

        foreach (var entry in schemas.Where(entry => entry.Value is SpecMap map && map["discriminator"] is SpecMap))
        {
            var map = (SpecMap)entry.Value;
            foreach (var variant in VariantsOf(entry.Key.Text, map).Append(entry.Key.Text))
                _discriminators[variant] = PropertyOf(map);
        }
    }

    public static bool IsUnion(SpecMap map) =>
        map["discriminator"] is SpecMap && (map["oneOf"] ?? map["anyOf"]) is SpecList { Items.Count: > 0 };

    public static string PropertyOf(SpecMap map) => (map["discriminator"] as SpecMap)?.TextOf("propertyName") ?? string.Empty;

    /// <summary>Whether a component with a discriminator is joined by others.</summary>
    public bool IsBase(string name) => _discriminators.ContainsKey(name) && _children.ContainsKey(name)
        && !_children.Values.Any(children => children.Contains(name));

    /// <summary>
    /// The property by which a union tells its variants apart, for the union and for each variant; null for any other component.
    /// </summary>
    public string? DiscriminatorOf(string component) => _discriminators.TryGetValue(component, out var property) ? property : null;

    /// <summary>Notes that a component is a variant.</summary>
    public void Expect(string component, string? discriminator)
    {
        if (discriminator is not null)
            _discriminators[component] = discriminator;
    }

    /// <summary>Notes a union; a variant that can be none is reported.</summary>
    public void Add(string name, SpecMap map, Func<string, SpecMap?> objectOf)
    {
        var property = PropertyOf(map);
        var variants = VariantsOf(name, map).ToList();
        var objects = new List<(string Name, SpecMap Schema)>();
        foreach (var variant in variants)
        {
            if (objectOf(variant) is not { } schema)
                Report(map, variant, $"a variant of '{name}' must be an object with properties");
            else if (_marks.ContainsKey(variant))
                Report(map, variant, $"it is a variant of another union already, so it cannot be one of '{name}'");
            else
                objects.Add((variant, schema));
        }

        if (objects.Count == 0)
            return;
        var span = map.Span;
        var values = ValuesOf(map, property, objects);
        var type = CSharpNames.Pascal(name);
        var shared = SharedBy(objects, property);
        var discriminator = SpecEdits.Map(
            span,
            SpecEdits.Entry("type", SpecEdits.Text("string", span)),
            SpecEdits.Entry("description", DescriptionOf(objects[0].Schema, property) ?? SpecEdits.Text("Which variant this is.", span)));
        var required = shared.Select(entry => entry.Key.Text).Where(field => IsRequired(objects[0].Schema, field));
        _shared[name] = (new SpecMap([SpecEdits.Entry(property, discriminator), .. shared], span), SpecEdits.Texts(required, span));
        _marks[name] =
        [
            SpecEdits.Entry(Property, SpecEdits.Text(property, span)),
            SpecEdits.Entry(Values, SpecEdits.Texts(values.Select(pair => pair.Value), span)),
            SpecEdits.Entry(Classes, new SpecMap(
                [.. values.Select(pair => SpecEdits.Entry(pair.Value, SpecEdits.Text(CSharpNames.Pascal(pair.Variant), span)))], span)),
            SpecEdits.Entry(Variants, SpecEdits.Texts(objects.Select(variant => CSharpNames.Pascal(variant.Name)), span)),
            SpecEdits.Entry(Unknown, SpecEdits.Text("Unknown" + type, span)),
        ];
        var inherited = "|" + string.Concat(shared.Select(entry => entry.Key.Text + "|"));
        foreach (var (variant, _) in objects)
        {
            _marks[variant] =
            [
                SpecEdits.Entry(Base, SpecEdits.Text(type, span)),
                SpecEdits.Entry(Property, SpecEdits.Text(property, span)),
                SpecEdits.Entry(Value, SpecEdits.Text(values.FirstOrDefault(pair => pair.Variant == variant).Value ?? string.Empty, span)),
                SpecEdits.Entry(Inherited, SpecEdits.Text(inherited, span)),
            ];
        }
    }

    /// <summary>A type with what its union says about it.</summary>
    public SpecEntry Complete(SpecEntry type)
    {
        if (!_marks.TryGetValue(type.Key.Text, out var marks) || type.Value is not SpecMap map)
            return type;
        foreach (var mark in marks)
            map = map.With(mark.Key.Text, mark.Value);
        if (_shared.TryGetValue(type.Key.Text, out var shared))
            map = map.With("properties", shared.Properties).With("required", shared.Required);
        return type with { Value = map };
    }

    private static IEnumerable<string> Components(SpecNode? references) => ((references as SpecList)?.Items ?? []).OfType<SpecMap>()
        .Select(part => part["$ref"] is SpecScalar reference ? ReferenceResolver.ComponentName(reference.Text) : null).OfType<string>();

    private static string TargetOf(SpecNode target) =>
        target is SpecScalar scalar ? ReferenceResolver.ComponentName(scalar.Text) ?? scalar.Text : string.Empty;

    private IEnumerable<string> VariantsOf(string name, SpecMap map)
    {
        var mapped = ((map["discriminator"] as SpecMap)?["mapping"] as SpecMap)?.Entries.Select(entry => TargetOf(entry.Value)) ?? [];
        var listed = IsUnion(map) ? Components(map["oneOf"] ?? map["anyOf"])
            : _children.TryGetValue(name, out var children) ? children
            : [];
        return listed.Concat(mapped).Distinct();
    }

    /// <summary>The values of the discriminator, in order: those of the mapping, else those that the variant lists, or its name.</summary>
    private static List<(string Value, string Variant)> ValuesOf(SpecMap map, string property, List<(string Name, SpecMap Schema)> objects)
    {
        var mapping = ((map["discriminator"] as SpecMap)?["mapping"] as SpecMap)?.Entries ?? [];
        var values = mapping.Select(entry => (Value: entry.Key.Text, Variant: TargetOf(entry.Value)))
            .Where(pair => objects.Exists(variant => variant.Name == pair.Variant)).ToList();
        foreach (var (name, schema) in objects.Where(variant => !values.Exists(pair => pair.Variant == variant.Name)))
        {
            var listed = (((schema["properties"] as SpecMap)?[property] as SpecMap)?["enum"] as SpecList)?.Items.OfType<SpecScalar>()
                .Select(value => (value.Text, name)).ToList() ?? [];
            values.AddRange(listed.Count > 0 ? listed : [(name, name)]);
        }

        return values.GroupBy(pair => pair.Value).Select(group => group.First()).ToList();
    }

    private static SpecNode? DescriptionOf(SpecMap schema, string property) =>
        ((schema["properties"] as SpecMap)?[property] as SpecMap)?["description"];

    /// <summary>The properties that each variant describes alike.</summary>
    private static List<SpecEntry> SharedBy(List<(string Name, SpecMap Schema)> variants, string discriminator)
    {
        var first = (variants[0].Schema["properties"] as SpecMap)?.Entries ?? [];
        return [.. first.Where(entry => entry.Key.Text != discriminator && variants.TrueForAll(variant =>
            (variant.Schema["properties"] as SpecMap)?[entry.Key.Text] is { } same
            && SchemaJoin.AreEqual(Plain(same), Plain(entry.Value))
            && IsRequired(variant.Schema, entry.Key.Text) == IsRequired(variants[0].Schema, entry.Key.Text)))];

        static SpecNode Plain(SpecNode node) => node is SpecMap map ? map.Without("description", "example") : node;
    }

    private static bool IsRequired(SpecMap schema, string property) =>
        ((schema["required"] as SpecList)?.Items ?? []).Any(name => name is SpecScalar scalar && scalar.Text == property);

    private void Report(SpecMap union, string variant, string reason) =>
        _problems.Add(ProblemRules.UnsupportedType, union.Find("discriminator")!.Key.Span, variant, reason);
}
