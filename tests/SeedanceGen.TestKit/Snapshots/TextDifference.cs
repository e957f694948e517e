namespace SeedanceGen.TestKit.Snapshots;

/// <summary>The first lines that differ, and how many more there are.</summary>
public static class TextDifference
{
    private const int Shown = 5;
    private const int Width = 160;

    public static string Of(string accepted, string received)
    {
        var old = accepted.Split('\n');
        var now = received.Split('\n');
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;

        return string.Join('\n', [$"From line {start + 1}:", .. Lines('-', old[start..^end]), .. Lines('+', now[start..^end])]);
    }

    private static IEnumerable<string> Lines(char sign, string[] lines)
    {
        foreach (var line in lines.Take(Shown))
            yield return $"  {sign} {Visible(line)}";
        if (lines.Length > Shown)
            yield return $"  {sign} … {lines.Length - Shown} more";
    }

    /// <summary>A difference in white space is a difference too.</summary>
    private static string Visible(string line) =>
        (line.Length <= Width ? line : line[..Width] + "…").Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
}
