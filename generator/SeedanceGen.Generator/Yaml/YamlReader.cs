using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SeedanceGen.Generator.Yaml;

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

    /// <summary>The place of a fault. For a tab YamlDotNet names no place, or the line before, so the tab is searched for.</summary>
    private SpecSpan PlaceOf(YamlException exception, string text)
    {
        var tab = IndentingTab.Match(text, Math.Min(_last.End, text.Length));
        if (exception.Start.Index > 0 && !(tab.Success && tab.Index <= LineEnd(text, (int)exception.End.Index)))
            return SpanOf(exception.Start, exception.End);
        return tab.Success ? _lines.Span(tab.Index + tab.Length - 1, tab.Index + tab.Length) : _last;
    }

    /// <summary>Where the line after a place begins.</summary>
    private static int LineEnd(string text, int place) =>
        text.IndexOf('\n', Math.Min(place, text.Length)) is >= 0 and var end ? end + 1 : text.Length;

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

/// <summary>Turns offsets into lines and columns. YamlDotNet's own lines go past the end of a text that breaks off.</summary>
internal sealed class TextLines
{
    private readonly int _length;
    private readonly List<int> _starts = [0];

    public TextLines(string text)
    {
        _length = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    public SpecSpan Span(int start, int end)
    {
        start = Math.Max(0, Math.Min(start, _length));
        end = Math.Max(start, Math.Min(end, _length));
        var (startLine, endLine) = (LineOf(start), LineOf(end));
        return new SpecSpan(start, startLine, start - _starts[startLine], end, endLine, end - _starts[endLine]);
    }

    private int LineOf(int offset)
    {
        var index = _starts.BinarySearch(offset);
        return index >= 0 ? index : ~index - 1;
    }
}
