using SeedanceGen.Benchmarks.Suites;

namespace SeedanceGen.Benchmarks.Gate;

/// <summary>Measures the figures, prints a line for each, and fails when one is over its limit.</summary>
internal static class GateRun
{
    /// <summary>What <c>tolerant</c> allows a ratio of times to be beyond its limit: the noise of a machine that others use as well.</summary>
    private const double Tolerance = 1.25;

    private static readonly IFigureSuite[] Suites =
    [
        new CallFigures(), new ValidationFigures(), new BuilderFigures(), new UnknownFieldFigures(), new WaitFigures(),
        new WebhookFigures(), new MockFigures(), new StartFigures(), new GeneratorFigures(), new DownloadFigures(),
    ];

    /// <param name="words"><c>counts</c>, <c>tolerant</c>, and names of suites; none for all figures with the limits as they are.</param>
    public static int Of(ReadOnlySpan<string> words)
    {
        var (onlyCounts, isTolerant, named) = (false, false, new HashSet<string>(StringComparer.Ordinal));
        foreach (var word in words)
        {
            if (word == "counts")
                onlyCounts = true;
            else if (word == "tolerant")
                isTolerant = true;
            else if (Array.Exists(Suites, suite => suite.Name == word))
                named.Add(word);
            else
                return Refuse(word);
        }

        var isOver = false;
        foreach (var suite in Suites.Where(suite => named.Count == 0 || named.Contains(suite.Name)))
        {
            var times = onlyCounts ? [] : suite.Times().Select(figure => isTolerant ? figure.Within(Tolerance) : figure);
            foreach (var figure in suite.Counts().Concat(times))
            {
                Console.WriteLine(figure);
                isOver |= figure.IsOver;
            }
        }

        return isOver ? 1 : 0;
    }

    private static int Refuse(string word)
    {
        Console.Error.WriteLine($"'{word}' is none of: counts, tolerant, {string.Join(", ", Suites.Select(suite => suite.Name))}.");
        return 2;
    }
}
