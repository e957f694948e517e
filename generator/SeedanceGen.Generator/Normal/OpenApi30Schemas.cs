using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Rewrites schemas of OpenAPI 3.1 as schemas of 3.0, which everything after it reads.</summary>
internal sealed class OpenApi30Schemas(bool isNewer)
{
    /// <summary>What may stand beside <c>$ref</c> and says nothing about the values.</summary>
    private static readonly HashSet<string> Inert = ["$ref", "summary", "$comment"];

    private readonly Dictionary<SpecNode, SpecNode> _known = [];

    /// <summary>The schema as one of 3.0; an alias is read once.</summary>
    public SpecNode Schema(SpecNode node) => _known.TryGetValue(node, out var known) ? known : _known[node] = Read(node);

    private SpecNode Read(SpecNode node)
    {
        if (node is SpecScalar truth)
            return truth.TryGetTruthValue(out var isOpen) && isOpen ? SpecEdits.Map(truth.Span) : node;
        if (node is not SpecMap map)
            return node;

        map = (SpecMap)map.Values(entry => SchemaParts.Change(entry, (inner, _) => Schema(inner)));
        map = map.Entries.Any(entry => entry.Key.Text == "$ref") ? Reference(map) : map;
        map = NullInTypes(map);
        map = NullInValues(NullInBranches(Constant(map)));
        map = Named(map);
        map = Exclusive(Exclusive(map, "exclusiveMinimum", "minimum", 1), "exclusiveMaximum", "maximum", -1);
        return map["examples"] is SpecList { Items.Count: > 0 } examples
            ? map.With("example", examples.Items[0]).Without("examples")
            : map;
    }

    /// <summary>Beside a reference 3.0 ignores everything; in 3.1 both hold.</summary>
    private SpecMap Reference(SpecMap map)
    {
        var reference = map.Only(entry => entry.Key.Text == "$ref");
        if (!isNewer)
            return reference;
        var rest = map.Without([.. Inert]);
        if (rest.Entries.Count == 0)
            return reference;
        var parts = (rest["allOf"] as SpecList)?.Items ?? [];
        return rest.With("allOf", new SpecList([reference, .. parts], map.Span));
    }

    private static SpecMap NullInTypes(SpecMap map)
    {
        if (map["type"] is SpecScalar { Text: "null" } only)
            return map.Without("type").With("nullable", SpecEdits.Truth(only.Span));
        if (map["type"] is not SpecList types)
            return map;

        var named = types.Items.OfType<SpecScalar>().Where(type => type.Text != "null").ToList();
        if (named.Count < types.Items.Count)
            map = map.With("nullable", SpecEdits.Truth(types.Span));
        if (named.Count == 1)
            return map.With("type", named[0]);

        map = map.Without("type");
        if (named.Count == 0 || map["anyOf"] is not null)
            return map;
        var branches = named.Select(type => SpecEdits.Map(type.Span, SpecEdits.Entry("type", type)));
        return map.With("anyOf", new SpecList([.. branches], types.Span));
    }

    private static SpecMap Constant(SpecMap map)
    {
        if (map["const"] is not { } value)
            return map;
        map = map.Without("const").With("enum", new SpecList([value], value.Span));
        return map["type"] is null && TypeOf(value) is { } type ? map.With("type", SpecEdits.Text(type, value.Span)) : map;
    }

    /// <summary>A list of texts alone, or of such with null, needs no type to be an enumeration.</summary>
    private static SpecMap NullInValues(SpecMap map)
    {
        if (map["enum"] is not SpecList { Items.Count: > 0 } values)
            return map;
        var named = values.Items.Where(value => value is not SpecScalar { IsNull: true }).ToList();
        if (named.Count > 0 && named.Count < values.Items.Count)
            map = map.With("enum", new SpecList(named, values.Span)).With("nullable", SpecEdits.Truth(values.Span));
        var isText = named.Count > 0 && named.TrueForAll(value => value is SpecScalar { IsText: true });
        return isText && map["type"] is null && map["allOf"] is null ? map.With("type", SpecEdits.Text("string", values.Span)) : map;
    }

    /// <summary>A branch for null alone says that the value may be null.</summary>
    private static SpecMap NullInBranches(SpecMap map)
    {
        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            if (map[keyword] is not SpecList branches || !branches.Items.Any(IsNull))
                continue;
            var rest = branches.Items.Where(branch => !IsNull(branch)).ToList();
            map = map.With("nullable", SpecEdits.Truth(branches.Span));
            var parts = (map["allOf"] as SpecList)?.Items ?? [];
            map = rest.Count switch
            {
                0 => map.Without(keyword),
                1 => map.Without(keyword).With("allOf", new SpecList([.. parts, rest[0]], branches.Span)),
                _ => map.With(keyword, new SpecList(rest, branches.Span)),
            };
        }

        return map;

        static bool IsNull(SpecNode branch) => branch is SpecMap { Entries.Count: 1 } only && only.IsTrue("nullable");
    }

    /// <summary>Branches that name one text each are an enumeration whose values are described.</summary>
    private static SpecMap Named(SpecMap map)
    {
        if (map["oneOf"] is not SpecList { Items.Count: > 0 } branches || map["enum"] is not null)
            return map;
        var values = branches.Items.Select(branch => branch is SpecMap inner && inner.TextOf("type") is "string"
            && inner["enum"] is SpecList { Items.Count: 1 } list && list.Items[0] is SpecScalar value
            && inner.Entries.All(entry => entry.Key.Text is "type" or "enum" or "title" or "description" or "deprecated")
                ? value
                : null).ToList();
        if (values.Contains(null))
            return map;
        var old = branches.Items.OfType<SpecMap>().Zip(values, (branch, value) => (branch, value!))
            .Where(pair => pair.branch.IsTrue("deprecated"))
            .Select(pair => new SpecEntry(pair.Item2, SpecEdits.Text(pair.branch.TextOf("description") ?? string.Empty, pair.Item2.Span)));
        var named = map.Without("oneOf").With("type", SpecEdits.Text("string", branches.Span))
            .With("enum", new SpecList([.. values.OfType<SpecNode>()], branches.Span));
        var marks = new SpecMap([.. old], branches.Span);
        return marks.Entries.Count == 0 ? named : named.With(EnumerationNames.Deprecated, marks);
    }

    private static SpecMap Exclusive(SpecMap map, string exclusive, string plain, int sign)
    {
        if (map[exclusive] is not SpecScalar scalar || !scalar.TryGetNumber(out var limit))
            return map;
        if (map[plain] is SpecScalar other && other.TryGetNumber(out var inclusive) && inclusive.CompareTo(limit) * sign > 0)
            return map.Without(exclusive);
        return map.With(plain, scalar).With(exclusive, SpecEdits.Truth(scalar.Span));
    }

    private static string? TypeOf(SpecNode value) => value is not SpecScalar scalar ? null
        : scalar.IsText ? "string"
        : scalar.TryGetTruthValue(out _) ? "boolean"
        : !scalar.TryGetNumber(out _) ? null
        : scalar.IsWholeNumberLiteral ? "integer"
        : "number";
}
