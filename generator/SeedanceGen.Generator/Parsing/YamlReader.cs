using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// Builds the tree from YamlDotNet's events, without recursion. Its own tree would throw on repeated keys, accept a cycle of aliases, and
/// overflow the stack on deep nesting.
/// </summary>
internal sealed class YamlReader(ProblemList problems, CancellationToken cancellationToken)
{
    /// <summary>Far more than any API description needs, far less than the stack holds.</summary>
    public const int DeepestLevel = 64;

    private static readonly Regex IndentingTab = new(@"^ *\t", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private readonly Dictionary<string, SpecNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _openAnchors = new(StringComparer.Ordinal);
    private readonly Stack<YamlFrame> _frames = new();
    private TextLines _lines = new(string.Empty);
    private SpecSpan _last;
    private SpecNode? _root;
    private int _documents;

    /// <summary>Reads the first document; null when there is none, or when the text breaks off.</summary>
    public SpecNode? Read(string text)
    {
        _lines = new TextLines(text);
        try
        {
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext() && _documents < 2 && parser.Current is { } current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _last = SpanOf(current.Start, current.End);
                if (!Accept(current))
                    return null;
            }
        }
        catch (YamlException exception)
        {
            problems.Add(ProblemRules.InvalidYaml, PlaceOf(exception, text), exception.Message);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // YamlDotNet throws bare exceptions of many types on some malformed input.
            problems.Add(ProblemRules.InvalidYaml, _last, exception.Message);
            return null;
        }

        return _root;
    }

    /// <summary>YamlDotNet says nothing of where a tab is; that place is searched for.</summary>
    private SpecSpan PlaceOf(YamlException exception, string text)
    {
        if (exception.Start.Index > 0)
            return SpanOf(exception.Start, exception.End);
        var tab = IndentingTab.Match(text, _last.End);
        return tab.Success ? _lines.Span(tab.Index + tab.Length - 1, tab.Index + tab.Length) : _last;
    }

    private SpecSpan SpanOf(Mark start, Mark end) => _lines.Span((int)start.Index, (int)end.Index);

    private bool Accept(ParsingEvent current)
    {
        switch (current)
        {
            case DocumentStart when ++_documents == 2:
                problems.Add(ProblemRules.InvalidYaml, _last, "only the first document of a file is read");
                break;
            case MappingStart or SequenceStart when _frames.Count == DeepestLevel:
                problems.Add(ProblemRules.TooLarge, _last, DeepestLevel.ToString(CultureInfo.InvariantCulture));
                return false;
            case MappingStart or SequenceStart:
                Open((NodeEvent)current);
                break;
            case MappingEnd or SequenceEnd:
                Close();
                break;
            case Scalar scalar:
                Add(Named(scalar.Anchor, new SpecScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, _last)));
                break;
            case AnchorAlias alias:
                Add(Resolve(alias.Value.Value));
                break;
        }

        return true;
    }

    private void Open(NodeEvent start)
    {
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
            _openAnchors.Add(anchor);
        _frames.Push(new YamlFrame(start is MappingStart, anchor, _last));
    }

    private void Close()
    {
        var frame = _frames.Pop();
        var node = frame.ToNode(_last);
        if (frame.Anchor is { } anchor)
        {
            _openAnchors.Remove(anchor);
            _anchors[anchor] = node;
        }

        Add(node);
    }

    private SpecNode Named(AnchorName anchor, SpecNode node)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        return node;
    }

    private SpecNode Resolve(string anchor)
    {
        if (!_openAnchors.Contains(anchor) && _anchors.TryGetValue(anchor, out var node))
            return node;

        var reason = _openAnchors.Contains(anchor) ? "it stands inside what it repeats" : "there is no such anchor before it";
        problems.Add(ProblemRules.BrokenReference, _last, "*" + anchor, reason);
        return new SpecScalar(string.Empty, isPlain: true, _last);
    }

    private void Add(SpecNode node)
    {
        if (_frames.Count > 0)
            _frames.Peek().Add(node, problems);
        else if (_documents < 2)
            _root = node;
    }
}
