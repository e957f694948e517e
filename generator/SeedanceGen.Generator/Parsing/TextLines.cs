using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

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
