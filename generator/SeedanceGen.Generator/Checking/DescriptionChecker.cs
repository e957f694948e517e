using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;
using SeedanceGen.Words;

namespace SeedanceGen.Generator.Checking;

/// <summary>
/// Checks a whole description, also the parts that no operation uses: its words, the kinds of its values, its references, its schemas.
/// One fault is one problem, at its place.
/// </summary>
internal sealed class DescriptionChecker
{
    private readonly SpecMap _root;
    private readonly ProblemList _problems;
    private readonly ScalarReader _scalars;
    private readonly SchemaChecker _schemas;
    private readonly OperationChecker _operations;
    private readonly MarkChecker _marks;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<(SpecNode Node, string Kind)> _seen = [];
    private readonly Dictionary<SpecNode, string> _kinds = [];
    private readonly List<(SpecNode Reference, string Kind)> _references = [];

    private DescriptionChecker(SpecMap root, ProblemList problems, CancellationToken cancellationToken)
    {
        _root = root;
        _problems = problems;
        _scalars = new ScalarReader(problems);
        _schemas = new SchemaChecker(root, _scalars, problems);
        _operations = new OperationChecker(root, problems);
        _marks = new MarkChecker(root, problems);
        _cancellationToken = cancellationToken;
    }

    public static void Check(SpecMap root, ProblemList problems, CancellationToken cancellationToken)
    {
        var checker = new DescriptionChecker(root, problems, cancellationToken);
        checker.Value("the description", root, "Root");
        checker.References();
    }

    private void Value(string name, SpecNode node, string kind)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (kind.EndsWith("{}", StringComparison.Ordinal))
        {
            foreach (var entry in Map(name, node)?.Entries ?? [])
                Named(name, entry, kind.Substring(0, kind.Length - 2));
        }
        else if (kind.EndsWith("[]", StringComparison.Ordinal))
        {
            foreach (var item in List(name, node)?.Items ?? [])
                Value(name, item, kind.Substring(0, kind.Length - 2));
        }
        else if (kind.IndexOf('|') >= 0 || kind == "simple")
        {
            Word(name, node, kind.Split('|'));
        }
        else
        {
            Single(name, node, kind);
        }
    }

    /// <summary>A value of a mapping whose keys are names, each for something of one kind.</summary>
    private void Named(string name, SpecEntry entry, string kind)
    {
        _operations.Key(name, entry.Key, kind);
        Value(entry.Key.Text, entry.Value, kind);
        if (name == "paths")
            _operations.Path(entry);
    }

    private void Single(string name, SpecNode node, string kind)
    {
        switch (kind)
        {
            case "any":
                break;
            case "text" when node is not SpecScalar { IsNull: false }:
                Wrong(name, node, "a text");
                break;
            case "text":
                break;
            case "flag":
                _scalars.TruthValue(name, node);
                break;
            case "limit" when node is SpecScalar scalar && scalar.TryGetTruthValue(out _):
                break;
            case "number" or "limit":
                _scalars.Number(name, node, isInteger: false);
                break;
            case "count":
                _scalars.Count(name, node);
                break;
            case "Open" or Grammar.Rule or Grammar.Schema when node is SpecScalar scalar && scalar.TryGetTruthValue(out _):
                break;
            case "Open":
                Value(name, node, Grammar.Schema);
                break;
            case "Security":
                Security(name, node);
                break;
            default:
                Object(name, node, kind);
                break;
        }
    }

    private void Object(string name, SpecNode node, string kind)
    {
        if (Map(name, node) is not { } map || !_seen.Add((node, kind)))
            return;
        _kinds[node] = Grammar.Plain(kind);
        var isSchema = kind is Grammar.Rule or Grammar.Schema;
        if (map["$ref"] is { } reference)
        {
            _references.Add((reference, _kinds[node]));
            if (!isSchema)
                return;
        }

        _marks.Note(map, kind);
        var keys = Grammar.Of(kind)!;
        var marks = Grammar.MarksOf(kind);
        var before = _problems.Count;
        foreach (var entry in map.Entries)
        {
            var key = entry.Key.Text;
            if (keys.TryGetValue(key, out var value) || keys.TryGetValue("*", out value) || marks.TryGetValue(key, out value))
            {
                if (value != "ref")
                    Value(key, entry.Value, kind == Grammar.Rule ? value.Replace(Grammar.Schema, Grammar.Rule) : value);
            }
            else
            {
                Unknown(entry.Key, key.StartsWith("x-", StringComparison.Ordinal) ? marks.Keys.Concat(Grammar.AllMarks) : keys.Keys);
            }
        }

        if (_problems.Count > before && !isSchema)
            return;
        foreach (var key in Grammar.RequiredOf(kind).Where(key => map.Find(key) is null))
            _problems.Add(ProblemRules.MissingPart, map.Span, $"'{key}' is missing in {Grammar.Words(kind, name)}");
        if (_problems.Count == before)
            _marks.Check(map, kind);
        if (isSchema && _problems.Count == before)
            _schemas.Check(name, map, isRule: kind == Grammar.Rule);
        else if (!isSchema)
            _operations.Object(map, kind);
    }

    private void Unknown(SpecScalar key, IEnumerable<string> known) =>
        _problems.Add(ProblemRules.UnknownWord, key.Span, key.Text, Nearest.Hint(key.Text, known));

    private void Word(string name, SpecNode node, string[] words)
    {
        if (node is not SpecScalar { IsNull: false } scalar || !words.Contains(scalar.Text))
            Wrong(name, node, "one of " + string.Join(", ", words) + Nearest.Hint((node as SpecScalar)?.Text ?? string.Empty, words));
    }

    private void Security(string name, SpecNode node)
    {
        var schemes = (_root["components"] as SpecMap)?["securitySchemes"] as SpecMap;
        var known = schemes?.Entries.Select(entry => entry.Key.Text).ToList() ?? [];
        foreach (var entry in Map(name, node)?.Entries ?? [])
        {
            if (!known.Contains(entry.Key.Text))
                _problems.Add(
                    ProblemRules.BrokenReference, entry.Key.Span, entry.Key.Text,
                    "components/securitySchemes has nothing of this name" + Nearest.Hint(entry.Key.Text, known));
        }
    }

    private SpecMap? Map(string name, SpecNode node)
    {
        if (node is not SpecMap)
            Wrong(name, node, "a mapping");
        return node as SpecMap;
    }

    private SpecList? List(string name, SpecNode node)
    {
        if (node is not SpecList)
            Wrong(name, node, "a list");
        return node as SpecList;
    }

    private void Wrong(string name, SpecNode node, string expected) =>
        _problems.Add(ProblemRules.WrongValue, node.Span, name, expected, node.Description);

    /// <summary>Each reference leads somewhere, to something of its own kind, and not back to itself.</summary>
    private void References()
    {
        var resolver = new ReferenceResolver(_root, _problems);
        var cycles = new HashSet<SpecNode>();
        foreach (var (reference, kind) in _references)
        {
            var before = _problems.Count;
            if (resolver.Resolve(reference, () => HintFor(reference)) is not { } target || _problems.Count > before)
                continue;
            if (_kinds.TryGetValue(target, out var found) ? found != kind : target is not SpecMap)
                resolver.Report(reference, $"a {kind} is expected there{(found is null ? string.Empty : ", not a " + found)}");
            else if (ComesBack(reference, target, cycles))
                resolver.Report(reference, "it comes back to itself");
        }
    }

    private string HintFor(SpecNode reference)
    {
        if (reference is not SpecScalar scalar || scalar.Text.LastIndexOf('/') is not (> 0 and var end))
            return string.Empty;
        var folder = new ReferenceResolver(_root, new ProblemList(string.Empty))
            .Resolve(SpecEdits.Text(scalar.Text.Substring(0, end), scalar.Span)) as SpecMap;
        return Nearest.Hint(scalar.Text.Substring(end + 1), folder?.Entries.Select(entry => entry.Key.Text) ?? []);
    }

    /// <summary>
    /// Whether following references, and what <c>allOf</c> joins, leads from a target to the reference again; false for a cycle that is
    /// known already.
    /// </summary>
    private bool ComesBack(SpecNode reference, SpecNode target, HashSet<SpecNode> known)
    {
        var quiet = new ReferenceResolver(_root, new ProblemList(string.Empty));
        var seen = new HashSet<SpecNode>();
        var open = new Stack<SpecNode>([target]);
        while (open.Count > 0)
        {
            if (open.Pop() is not SpecMap map || !seen.Add(map))
                continue;
            if (map["$ref"] is { } next)
            {
                if (known.Contains(next))
                    return false;
                if (next == reference)
                    return known.Add(reference);
                if (quiet.Resolve(next) is { } found)
                    open.Push(found);
            }

            foreach (var part in (map["allOf"] as SpecList)?.Items ?? [])
                open.Push(part);
        }

        return false;
    }
}
