using System.Globalization;

namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>
/// Shows written bytes as a terminal does, with as many lines as needed. It knows the sequences that the tool uses and throws on every
/// other one, so that none is ignored.
/// </summary>
internal sealed class TerminalScreen(int width)
{
    private readonly List<Cell[]> _lines = [NewLine(width)];
    private int _row;
    private int _column;
    private int _color;

    public IReadOnlyList<Cell[]> Lines => _lines;

    public string Text =>
        string.Join('\n', _lines.Select(line => new string([.. line.Select(cell => cell.Character)]).TrimEnd())).TrimEnd();

    /// <summary>Writes a text; returns the start of an incomplete sequence at its end.</summary>
    public string Write(string text)
    {
        var place = 0;
        while (place < text.Length)
        {
            if (text[place] != '\e')
            {
                Put(text[place++]);
                continue;
            }

            var end = EndOfSequence(text, place);
            if (end < 0)
                return text[place..];
            if (text[place + 1] == '[')
                Apply(text[place..end]);
            place = end;
        }

        return string.Empty;
    }

    private static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length)
            return -1;
        if (text[start + 1] is '=' or '>')
            return start + 2; // Sets the keypad mode; it shows nothing.
        if (text[start + 1] != '[')
            throw new InvalidOperationException($"The tool wrote a sequence that is not known here: ESC {text[start + 1]}");

        for (var place = start + 2; place < text.Length; place++)
        {
            if (text[place] is >= '@' and <= '~')
                return place + 1;
        }

        return -1;
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                Down(1);
                break;
            default:
                if (char.IsControl(character))
                    throw new InvalidOperationException($"The tool wrote the control character {(int)character}.");
                if (_column == width)
                {
                    _column = 0;
                    Down(1);
                }

                _lines[_row][_column++] = new Cell(character, _color);
                break;
        }
    }

    private void Apply(string sequence)
    {
        var parameters = sequence[2..^1];
        var count = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        switch (sequence[^1])
        {
            case 'A':
                _row = Math.Max(0, _row - count);
                break;
            case 'B':
                Down(count);
                break;
            case 'G':
                _column = count - 1;
                break;
            case 'J' when parameters is "" or "0":
                Erase(_column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case 'K':
                Erase(parameters == "2" ? 0 : _column);
                break;
            case 'm':
                _color = parameters.Split(';')
                    .Select(part => part.Length == 0 ? 0 : int.Parse(part, CultureInfo.InvariantCulture))
                    .LastOrDefault(part => part is 0 or >= 30);
                break;
            case 'h' or 'l' when parameters is "?25" or "?1":
                break;
            default:
                throw new InvalidOperationException($"The tool wrote a sequence that is not known here: ESC {sequence[1..]}");
        }
    }

    private void Erase(int from) => _lines[_row].AsSpan(from).Fill(Cell.Blank);

    private void Down(int count)
    {
        for (_row += count; _lines.Count <= _row;)
            _lines.Add(NewLine(width));
    }

    private static Cell[] NewLine(int width)
    {
        var line = new Cell[width];
        line.AsSpan().Fill(Cell.Blank);
        return line;
    }
}
