using Microsoft.CodeAnalysis.Text;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>A source in which <c>[|…|]</c> marks where a diagnostic is expected, and <c>{|SDG0000:…|}</c> one with another id.</summary>
internal sealed class MarkedSource
{
    private MarkedSource(string text, IReadOnlyList<ExpectedDiagnostic> expected)
    {
        Text = text;
        Expected = expected;
    }

    public string Text { get; }

    public IReadOnlyList<ExpectedDiagnostic> Expected { get; }

    public static MarkedSource Parse(string marked, string id)
    {
        var text = new System.Text.StringBuilder();
        var expected = new List<ExpectedDiagnostic>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (Starts(marked, i, "[|"))
            {
                open.Push((id, text.Length));
                i++;
            }
            else if (Starts(marked, i, "{|SDG"))
            {
                var colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (Starts(marked, i, "|]") || Starts(marked, i, "|}"))
            {
                var (of, start) = open.Pop();
                expected.Add(new ExpectedDiagnostic(of, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        open.ShouldBeEmpty("A mark is opened and not closed.");
        return new MarkedSource(text.ToString(), [.. expected.OrderBy(each => each.Span.Start)]);
    }

    private static bool Starts(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;
}
