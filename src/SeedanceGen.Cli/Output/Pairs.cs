namespace SeedanceGen.Cli.Output;

/// <summary>Names and values below each other, for people; what is not known is left out.</summary>
internal static class Pairs
{
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> pairs)
    {
        var width = 0;
        foreach (var (name, value) in pairs)
            width = value is null ? width : Math.Max(width, name.Length);

        var lines = new List<string>();
        foreach (var (name, value) in pairs)
        {
            if (value is not null)
                lines.Add($"{name.PadRight(width)}  {OneLine.Of(value)}");
        }

        return string.Join('\n', lines);
    }
}
