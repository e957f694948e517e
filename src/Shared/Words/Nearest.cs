namespace SeedanceGen.Words;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Nearest
{
    /// <summary>The hint for a message: <c> (did you mean 'minimum'?)</c>; empty when nothing is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) =>
        Find(word, known) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;

    /// <summary>The known word that is nearest; null when none is near.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = (string.Empty, int.MaxValue);
        foreach (var candidate in known)
        {
            var own = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (own < distance)
                (nearest, distance) = (candidate, own);
        }

        return distance <= Math.Max(1, word.Length / 3) ? nearest : null;
    }

    /// <summary>The least number of letters that are added, dropped or changed.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[right.Length];
    }
}
