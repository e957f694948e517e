using System.Globalization;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Joins a schema with what it refers to. Each schema is visited once, so the time is linear and a cycle ends.</summary>
internal sealed class SchemaFlattener(ReferenceResolver references, ProblemList problems, CancellationToken cancellationToken)
{
    /// <summary>Beside a reference OpenAPI 3.0 ignores everything; a description does no harm there, a limit would be lost.</summary>
    private static readonly HashSet<string> HarmlessBesideReference = ["$ref", "description", "summary", "title", "example"];

    private readonly Dictionary<SpecNode, FlatSchema> _known = [];
    private readonly HashSet<SpecNode> _open = [];

    /// <summary>The keywords of a schema; those of <c>allOf</c> and of a reference come after its own.</summary>
    public FlatSchema Flatten(SpecNode node, string? owner = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_known.TryGetValue(node, out var known))
            return known;
        if (node is not SpecMap map)
        {
            problems.AddWrongValue("a schema", node, "a mapping");
            return FlatSchema.Empty;
        }

        if (_open.Count == YamlReader.DeepestLevel)
        {
            problems.Add(ProblemRules.TooLarge, node.Span, YamlReader.DeepestLevel.ToString(CultureInfo.InvariantCulture));
            return FlatSchema.Empty;
        }

        _open.Add(node);
        var flat = new FlatSchema(map["$ref"] is { } reference ? Referred(map, reference) : Own(map, owner));
        _open.Remove(node);
        return _known[node] = flat;
    }

    private IReadOnlyList<Keyword> Referred(SpecMap map, SpecNode reference)
    {
        foreach (var entry in map.Entries)
        {
            if (!HarmlessBesideReference.Contains(entry.Key.Text) && !entry.Key.IsExtension)
                problems.Add(ProblemRules.UnknownKeyword, entry.Key.Span, entry.Key.Text + " beside $ref (write the reference into allOf)");
        }

        if (references.Resolve(reference) is not { } target)
            return [];
        if (_open.Contains(target))
        {
            references.Report(reference, "it comes back to itself");
            return [];
        }

        return Flatten(target, ReferenceResolver.ComponentName(((SpecScalar)reference).Text)).Keywords;
    }

    private List<Keyword> Own(SpecMap map, string? owner)
    {
        var keywords = new List<Keyword>();
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Text != "allOf")
                keywords.Add(new Keyword(entry.Key, entry.Value, owner));
        }

        if (map["allOf"] is not { } parts)
            return keywords;
        if (parts is not SpecList list)
        {
            problems.AddWrongValue("allOf", parts, "a list of schemas");
            return keywords;
        }

        var seen = new HashSet<SpecScalar>(keywords.Select(keyword => keyword.Key));
        foreach (var part in list.Items)
        {
            if (_open.Contains(part))
                continue;
            keywords.AddRange(Flatten(part).Keywords.Where(keyword => seen.Add(keyword.Key)));
        }

        return keywords;
    }
}

/// <summary>
/// A schema with its references followed and its <c>allOf</c> joined. A keyword that was there twice is in the list twice.
/// </summary>
internal sealed class FlatSchema(IReadOnlyList<Keyword> keywords)
{
    public static FlatSchema Empty { get; } = new([]);

    public IReadOnlyList<Keyword> Keywords { get; } = keywords;

    public IEnumerable<Keyword> All(string name) => Keywords.Where(keyword => keyword.Name == name);

    /// <summary>The first keyword of a name. One beside a reference comes before those that the reference leads to.</summary>
    public Keyword? First(string name) => Keywords.FirstOrDefault(keyword => keyword.Name == name);

    public string? Text(string name) => First(name)?.Value is SpecScalar { IsNull: false } scalar ? scalar.Text : null;

    public FlatSchema Without(params string[] names) => new([.. Keywords.Where(keyword => !names.Contains(keyword.Name))]);

    /// <summary>The schema without the keyword that has this value.</summary>
    public FlatSchema Without(SpecNode value) => new([.. Keywords.Where(keyword => keyword.Value != value)]);

    public bool Has(string name) => First(name) is not null;
}

/// <summary>A keyword of a schema.</summary>
/// <param name="Key">The keyword with its place.</param>
/// <param name="Value">What it says.</param>
/// <param name="Owner">The component that it stands in; null when it is written in place.</param>
internal sealed record Keyword(SpecScalar Key, SpecNode Value, string? Owner)
{
    public string Name => Key.Text;
}
