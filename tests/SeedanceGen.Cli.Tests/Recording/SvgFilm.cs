using System.Globalization;
using System.Security;
using System.Text;
using SeedanceGen.Cli.Tests.Terminal;

namespace SeedanceGen.Cli.Tests.Recording;

/// <summary>A film of a terminal as an SVG that plays in a loop: a strip of frames that an animation moves.</summary>
internal static class SvgFilm
{
    private const int CharacterWidth = 8;
    private const int LineHeight = 18;
    private const int Margin = 12;
    private const int Columns = Film.Width;
    private const double LastPause = 4;

    private static readonly Dictionary<int, string> Colors = new()
    {
        [31] = "#ff7b72",
        [32] = "#7ee787",
        [33] = "#f2cc60",
        [34] = "#79c0ff",
    };

    public static string Of(IReadOnlyList<Frame> frames)
    {
        var height = frames.Max(frame => frame.Lines.Count(line => TextOf(line).Length > 0) + 1) * LineHeight + 2 * Margin;
        var width = Columns * CharacterWidth + 2 * Margin;
        var length = frames[^1].At.TotalSeconds + LastPause;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n")
            .Append("<style>text{font:13.3px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;fill:#e6edf3;white-space:pre}")
            .Append(CultureInfo.InvariantCulture, $".s{{animation:p {length:0.00}s step-end infinite}}@keyframes p{{");
        for (var i = 0; i < frames.Count; i++)
        {
            var share = frames[i].At.TotalSeconds / length * 100;
            svg.Append(CultureInfo.InvariantCulture, $"{share:0.00}%{{transform:translateY({-i * height}px)}}");
        }

        svg.Append("}</style>\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#0d1117\"/>\n")
            .Append("<g class=\"s\">\n");
        for (var i = 0; i < frames.Count; i++)
            Draw(svg, frames[i], i * height + Margin);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Frame frame, int top)
    {
        for (var row = 0; row < frame.Lines.Count; row++)
        {
            var text = TextOf(frame.Lines[row]);
            if (text.Length == 0)
                continue;

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{top + (row + 1) * LineHeight - 5}\">");
            foreach (var (part, color) in Runs(frame.Lines[row].AsSpan(0, text.Length)))
            {
                var shown = SecurityElement.Escape(part);
                svg.Append(Colors.TryGetValue(color, out var fill) ? $"<tspan fill=\"{fill}\">{shown}</tspan>" : shown);
            }

            svg.Append("</text>\n");
        }
    }

    private static List<(string Text, int Color)> Runs(ReadOnlySpan<Cell> cells)
    {
        var runs = new List<(string, int)>();
        while (!cells.IsEmpty)
        {
            var color = cells[0].Color;
            var length = 0;
            var text = new StringBuilder();
            while (length < cells.Length && cells[length].Color == color)
                text.Append(cells[length++].Character);
            runs.Add((text.ToString(), color));
            cells = cells[length..];
        }

        return runs;
    }

    private static string TextOf(Cell[] line) => new string([.. line.Select(cell => cell.Character)]).TrimEnd();
}
