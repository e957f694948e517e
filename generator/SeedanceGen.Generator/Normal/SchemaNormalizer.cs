using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>What a component is in C#.</summary>
internal enum ComponentKind
{
    /// <summary>A record.</summary>
    Object,

    /// <summary>An open enumeration.</summary>
    Enumeration,

    /// <summary>An abstract record, with a record for each variant.</summary>
    Union,

    /// <summary>Nothing of its own: it stands in place of its references.</summary>
    Inline,
}

/// <summary>
/// Gives every object with properties and every enumeration of texts a component of its own, and puts every other component in place of its
/// references. Each component is read once, so the time is linear and a cycle ends.
/// </summary>
internal sealed class SchemaNormalizer(SpecMap root, ProblemList problems, CancellationToken cancellationToken)
{
    /// <summary>The keywords that say something about a property, and not about the component that describes it.</summary>
    private static readonly HashSet<string> OfProperty =
        ["deprecated", "nullable", "readOnly", "writeOnly", "default", Deprecation.Key, "x-unit", "x-affects-price"];

    /// <summary>Aliases repeat what they name, so a short text can mean endlessly many.</summary>
    private const int MostSchemas = 100_000;

    private readonly Dictionary<string, SpecNode> _sources = Sources(root);
    private readonly HashSet<string> _taken = new(Sources(root).Keys.Select(CSharpNames.Pascal), StringComparer.Ordinal);
    private readonly Dictionary<string, ComponentKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpecNode> _inlined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpecMap> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<SpecNode, string> _hoisted = [];
    private readonly Dictionary<(SpecNode Node, SchemaPlace Place), SpecNode> _values = [];
    private readonly Dictionary<SpecNode, SpecNode> _rules = [];
    private readonly Dictionary<SpecNode, bool> _own = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<SpecEntry> _types = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly EnumerationNames _names = new(problems);
    private int _read;
    private readonly UnionTable _unions = new(root, problems);

    /// <summary>The types, each followed by those that are described inside it.</summary>
    public SpecMap Types(SpecSpan span) => new([.. _types.Select(_unions.Complete)], span);

    public void ReadComponents()
    {
        foreach (var name in _sources.Keys.ToList())
            Read(name);
    }

    /// <summary>A schema where a value is described.</summary>
    public SpecNode Value(SpecNode node, SchemaPlace place)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (node is not SpecMap map || ++_read > MostSchemas)
            return SpecEdits.Map(node.Span);
        return _values.TryGetValue((node, place), out var known) ? known : _values[(node, place)] = Read(map, place);
    }

    private SpecNode Read(SpecMap map, SchemaPlace place)
    {
        if (map["$ref"] is SpecScalar reference)
            return Referred(map, reference, place);
        if (place.IsForm && HasProperties(map, []))
            return Content(map, place.Name);
        if (UnionTable.IsUnion(map) || HasOwnProperties(map))
            return Hoisted(map, place.Name);
        if (map["allOf"] is SpecList parts)
            return Joined(map, parts, place);
        return IsEnumeration(map) && !place.IsForm ? Hoisted(map, place.Name) : Deprecation.Mark(Inside(map, place.Name));
    }

    /// <summary>A schema that only validates: it describes no type.</summary>
    public SpecNode Rule(SpecNode node)
    {
        if (node is not SpecMap map || ++_read > MostSchemas)
            return node;
        if (map["$ref"] is SpecScalar reference)
            return Target(reference) is { } name && KindOf(name) != ComponentKind.Inline ? map : Value(map, new SchemaPlace(string.Empty));
        return _rules.TryGetValue(map, out var known)
            ? known
            : _rules[map] = map.Values(entry => SchemaParts.Change(entry, (inner, _) => Rule(inner)));
    }

    private static Dictionary<string, SpecNode> Sources(SpecMap root)
    {
        var entries = ReferenceResolver.SchemasOf(root)?.Entries ?? [];
        return entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value, StringComparer.Ordinal);
    }

    private static bool IsEnumeration(SpecMap map) => map["enum"] is SpecList { Items.Count: > 0 } values
        && map.TextOf("type") == "string" && values.Items.All(value => value is SpecScalar { IsText: true });

    private static bool HasAny(SpecMap map) => map["properties"] is SpecMap { Entries.Count: > 0 };

    private static IReadOnlyList<SpecNode> PartsOf(SpecMap map) => [.. ((map["allOf"] as SpecList)?.Items ?? []).Distinct()];

    private string? Target(SpecScalar reference) =>
        ReferenceResolver.ComponentName(reference.Text) is { } name && _sources.ContainsKey(name) ? name : null;

    private ComponentKind KindOf(string name)
    {
        if (_kinds.TryGetValue(name, out var known))
            return known;
        _kinds[name] = ComponentKind.Inline;
        return _kinds[name] = _sources[name] is not SpecMap map ? ComponentKind.Inline
            : UnionTable.IsUnion(map) || _unions.IsBase(name) ? ComponentKind.Union
            : map["$ref"] is null && HasProperties(map, []) ? ComponentKind.Object
            : IsEnumeration(map) ? ComponentKind.Enumeration
            : ComponentKind.Inline;
    }

    /// <summary>Whether a schema, or what it joins, has properties.</summary>
    private bool HasProperties(SpecMap map, HashSet<SpecNode> seen) => seen.Add(map)
        && (HasAny(map) || PartsOf(map).OfType<SpecMap>().Any(part =>
            part["$ref"] is SpecScalar reference
                ? Target(reference) is { } name && _sources[name] is SpecMap target && HasProperties(target, seen)
                : HasProperties(part, seen)));

    /// <summary>Whether a schema is an object in its own right, and not just one component with something said about it.</summary>
    private bool HasOwnProperties(SpecMap map)
    {
        if (HasAny(map) || map["allOf"] is null)
            return HasAny(map);
        if (_own.TryGetValue(map, out var known))
            return known;
        var parts = PartsOf(map).OfType<SpecMap>().ToList();
        var objects = parts.Count(part => part["$ref"] is SpecScalar reference && Target(reference) is { } name
            && _sources[name] is SpecMap target && HasProperties(target, []));
        return _own[map] = objects > 1 || parts.Exists(part => part["$ref"] is null && HasOwnProperties(part));
    }

    private SpecNode Referred(SpecMap map, SpecScalar reference, SchemaPlace place)
    {
        if (Target(reference) is not { } name)
        {
            var target = new ReferenceResolver(root, new ProblemList(string.Empty)).Resolve(reference);
            return target is null || !_open.Add(reference.Text) ? SpecEdits.Map(map.Span) : Closing(reference.Text, Value(target, place));
        }

        if (place.IsForm && _sources[name] is SpecMap form && HasProperties(form, []))
            return ObjectOf(name);
        if (KindOf(name) != ComponentKind.Inline)
            return IsNullable(name) ? Annotated(map, SpecEdits.Map(map.Span, SpecEdits.Entry("nullable", SpecEdits.Truth(map.Span)))) : map;
        if (_inlined.TryGetValue(name, out var known))
            return known;
        if (!_open.Add(name))
            return SpecEdits.Map(map.Span);
        return _inlined[name] = Closing(name, Value(_sources[name], new SchemaPlace(CSharpNames.Pascal(name))));
    }

    private SpecNode Closing(string open, SpecNode result)
    {
        _open.Remove(open);
        return result;
    }

    private bool IsNullable(string name) => _sources[name] is SpecMap map && map.IsTrue("nullable");

    /// <summary>A reference with what is said about it.</summary>
    private static SpecMap Annotated(SpecMap reference, SpecMap said) => said.Entries.Count == 0
        ? reference
        : Deprecation.Mark(said.With("allOf", new SpecList([reference.Only(entry => entry.Key.Text == "$ref")], reference.Span)));

    /// <summary>Makes a component of a schema that is described in place.</summary>
    /// <param name="map">The schema.</param>
    /// <param name="name">The name that its place gives it.</param>
    /// <param name="discriminator">Of a union's variant, the property that tells which it is.</param>
    private SpecMap Hoisted(SpecMap map, string name, string? discriminator = null)
    {
        if (!_hoisted.TryGetValue(map, out var known))
        {
            known = Free(map, name);
            _hoisted.Add(map, known);
            _unions.Expect(known, discriminator);
            _sources.Add(known, map.Only(entry => !IsOfProperty(entry)));
            Read(known);
        }

        var said = map.Only(entry => IsOfProperty(entry) || entry.Key.Text is "description" or "example");
        return Annotated(SpecEdits.Reference(known, map.Span), said);
    }

    private static bool IsOfProperty(SpecEntry entry) => OfProperty.Contains(entry.Key.Text)
        || (entry.Key.Text == JobMarks.Key && (entry.Value as SpecScalar)?.Text.IndexOf('=') < 0);

    private string Free(SpecMap map, string name)
    {
        if (_taken.Add(name))
            return name;
        problems.Add(
            ProblemRules.UnusableName, map.Span, name,
            "what is described here would be called so, and so is a component; give it a name in components/schemas");
        var free = name;
        for (var number = 2; _sources.ContainsKey(free); number++)
            free = name + number;
        return free;
    }

    /// <summary>What <c>allOf</c> joins, when it makes no object of its own.</summary>
    private SpecMap Joined(SpecMap map, SpecList parts, SchemaPlace place)
    {
        var values = parts.Items.Distinct().Select(part => Value(part, place)).OfType<SpecMap>().ToList();
        var kept = values.Find(value => ReferenceIn(value) is not null);
        var own = (SpecMap)Value(map.Without("allOf"), place);
        if (kept is not null && own["allOf"] is null && own["$ref"] is null)
        {
            var said = SchemaJoin.Of(own, values.Select(value => value == kept ? kept.Without("allOf", "$ref") : value));
            return Deprecation.Mark(said.With("allOf", new SpecList([ReferenceIn(kept)!, .. PartsOf(said)], parts.Span)));
        }

        return Deprecation.Mark(SchemaJoin.Of(own, values));
    }

    /// <summary>The reference that a value is, or that something is said about.</summary>
    private static SpecMap? ReferenceIn(SpecMap value) => value["$ref"] is not null
        ? value
        : PartsOf(value).OfType<SpecMap>().FirstOrDefault(part => part["$ref"] is not null);

    private SpecMap Inside(SpecMap map, string name) => (SpecMap)map.Values(entry => entry.Key.Text switch
    {
        "items" => Value(entry.Value, new SchemaPlace(name + "Item")),
        "additionalProperties" when entry.Value is SpecMap => Value(entry.Value, new SchemaPlace(name + "Value")),
        var keyword when SchemaParts.Rules.Contains(keyword) => SchemaParts.Change(entry, (inner, _) => Rule(inner)),
        _ => entry.Value,
    });

    private void Read(string name)
    {
        if (!_done.Add(name) || _sources[name] is not SpecMap map)
            return;
        var kind = KindOf(name);
        if (kind == ComponentKind.Inline)
            return;

        var type = CSharpNames.Pascal(name);
        var index = _types.Count;
        var read = kind switch
        {
            ComponentKind.Enumeration => Deprecation.Mark(_names.Complete(map.Without("nullable"), type)),
            ComponentKind.Union => ReadUnion(name, map),
            _ => ObjectOf(name),
        };
        var key = ReferenceResolver.SchemasOf(root)?.Find(name)?.Key;
        _types.Insert(index, new SpecEntry(key ?? SpecEdits.Text(name, map.Span), read));
    }

    private SpecMap ObjectOf(string name)
    {
        if (_objects.TryGetValue(name, out var known))
            return known;
        if (!_open.Add("object " + name))
            return SpecEdits.Map(_sources[name].Span);
        var read = Content(((SpecMap)_sources[name]).Without("nullable"), CSharpNames.Pascal(name), _unions.DiscriminatorOf(name));
        _open.Remove("object " + name);
        return _objects[name] = Deprecation.Mark(read);
    }

    /// <summary>
    /// An object with the properties of all that it joins; a property that is there already is only limited. The value of a union's variant
    /// stays a plain text.
    /// </summary>
    private SpecMap Content(SpecMap map, string type, string? discriminator = null, HashSet<string>? declared = null)
    {
        declared ??= [];
        var isPart = declared.Count > 0;
        var own = (SpecMap)Inside(map.Without("allOf", "properties"), type);
        if (map["properties"] is SpecMap properties)
            own = own.With("properties", properties.Values(Property));
        declared.UnionWith(NamesOf(map));
        var parts = PartsOf(map).OfType<SpecMap>().ToList();
        declared.UnionWith(parts.SelectMany(part => BaseOf(part) is { } name ? NamesOf(ObjectOf(name)) : []));
        var joined = SchemaJoin.Of(own, parts.Select(Part));
        return joined["type"] is null && !isPart ? joined.With("type", SpecEdits.Text("object", map.Span)) : joined;

        SpecNode Property(SpecEntry property) => property.Key.Text == discriminator || declared.Contains(property.Key.Text)
            ? Rule(property.Value)
            : Value(property.Value, new SchemaPlace(type + CSharpNames.Pascal(property.Key.Text)));

        SpecMap Part(SpecMap part) => BaseOf(part) is { } name
            ? ObjectOf(name).Without("description", "deprecated", Deprecation.Key)
            : part["$ref"] is null && ++_read < MostSchemas && HasProperties(part, [])
                ? Content(part, type, discriminator, declared)
                : Value(part, new SchemaPlace(type)) as SpecMap ?? SpecEdits.Map(part.Span);
    }

    /// <summary>The component with properties that a part of <c>allOf</c> names.</summary>
    private string? BaseOf(SpecMap part) => part["$ref"] is SpecScalar reference && Target(reference) is { } name
        && _sources[name] is SpecMap target && HasProperties(target, []) ? name : null;

    private static IEnumerable<string> NamesOf(SpecMap map) =>
        (map["properties"] as SpecMap)?.Entries.Select(entry => entry.Key.Text) ?? [];

    private SpecMap ReadUnion(string name, SpecMap map)
    {
        var property = UnionTable.PropertyOf(map);
        foreach (var keyword in (string[])["oneOf", "anyOf"])
            map = map.Change(keyword, branches => new SpecList([.. Variants(branches)], branches.Span));
        var shared = HasProperties(map, []) ? Content(map, CSharpNames.Pascal(name), property) : map;
        _unions.Add(
            name, map, variant => _sources.ContainsKey(variant) && KindOf(variant) == ComponentKind.Object ? ObjectOf(variant) : null);
        return Deprecation.Mark(shared.With("type", SpecEdits.Text("object", map.Span)));

        IEnumerable<SpecNode> Variants(SpecNode branches) => ((branches as SpecList)?.Items ?? []).Select((branch, index) =>
            branch is SpecMap inner && inner["$ref"] is null && HasProperties(inner, [])
                ? Hoisted(inner, CSharpNames.Pascal(name) + CSharpNames.Pascal(inner.TextOf("title") ?? "Variant" + (index + 1)), property)
                : branch);
    }
}
