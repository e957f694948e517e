using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

/// <summary>A mapping or sequence that is being read.</summary>
internal sealed class YamlFrame(bool isMap, string? anchor, SpecSpan start)
{
    private readonly List<SpecNode> _items = [];
    private readonly List<SpecEntry> _entries = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private SpecNode? _key;

    public string? Anchor { get; } = anchor;

    public void Add(SpecNode node, ProblemList problems)
    {
        if (!isMap)
        {
            _items.Add(node);
            return;
        }

        if (_key is null)
        {
            _key = node;
            return;
        }

        var key = _key;
        _key = null;
        if (key is not SpecScalar scalar)
            problems.Add(ProblemRules.InvalidYaml, key.Span, $"a key must be a text, not {key.Description}");
        else if (!_keys.Add(scalar.Text))
            problems.Add(ProblemRules.InvalidYaml, key.Span, $"the key '{scalar.Text}' is there twice; the first one is read");
        else
            _entries.Add(new SpecEntry(scalar, node));
    }

    public SpecNode ToNode(SpecSpan end)
    {
        var span = start with
        {
            End = Math.Max(start.End, end.End),
            EndLine = Math.Max(start.EndLine, end.EndLine),
            EndColumn = end.EndColumn,
        };
        return isMap ? new SpecMap(_entries, span) : new SpecList(_items, span);
    }
}
