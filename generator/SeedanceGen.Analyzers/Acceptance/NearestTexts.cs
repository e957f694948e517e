using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>
/// The accepted texts, or the members that stand for them: those first that are most like what was written. Texts that differ in their
/// numbers only are near, and compared by these: 1440p is nearer to 1080p than to 480p, though fewer characters differ. Any other texts are
/// compared by the characters that have to be changed.
/// </summary>
internal static class NearestTexts
{
    private static readonly Regex Digits = new("[0-9]+", RegexOptions.CultureInvariant);

    public static IEnumerable<string> Of(KnownValue value, RuleNode rules)
    {
        var written = rules.Members.Length == 0 ? rules.Texts : rules.Members;
        var compared = value.Member is null ? rules.Texts : rules.Members;
        var given = value.Member ?? value.Text ?? string.Empty;
        return written
            .Zip(compared, (replacement, text) => (replacement, distance: Distance(text, given)))
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.replacement);
    }

    private static double Distance(string first, string second)
    {
        if (Digits.IsMatch(first) &&
            string.Equals(Digits.Replace(first, "0"), Digits.Replace(second, "0"), StringComparison.OrdinalIgnoreCase))
        {
            var apart = NumbersIn(first).Zip(NumbersIn(second), (one, other) => Math.Abs(one - other)).Sum();
            return apart / (1 + apart);
        }

        return 1 + Edits(first.ToLowerInvariant(), second.ToLowerInvariant());
    }

    private static IEnumerable<double> NumbersIn(string text) =>
        Digits.Matches(text).Cast<Match>().Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    /// <summary>How many characters have to be inserted, removed or replaced: row by row of the usual table.</summary>
    private static int Edits(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 0; i < first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < second.Length; j++)
            {
                var replaced = diagonal + (first[i] == second[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, 1 + Math.Min(row[j], row[j + 1]));
            }
        }

        return row[second.Length];
    }
}
