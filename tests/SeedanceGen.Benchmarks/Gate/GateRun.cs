using SeedanceGen.Benchmarks.Suites;

namespace SeedanceGen.Benchmarks.Gate;

/// <summary>Measures the figures, prints a line for each, and fails when one is over its limit.</summary>
internal static class GateRun
{
    /// <summary>
    /// What <c>tolerant</c> allows a ratio of times to be beyond its limit: the noise of a machine that others use as well.
    /// </summary>
    private const double Tolerance = 1.25;

    /// <summary>
    /// How often <c>tolerant</c> measures times that are over: other programs make a figure worse, never better, but not each time.
    /// </summary>
    private const int Attempts = 3;

    private static readonly IFigureSuite[] Suites =
    [
        new CallFigures(), new ValidationFigures(), new BuilderFigures(), new UnknownFieldFigures(), new WaitFigures(),
        new WebhookFigures(), new MockFigures(), new SoakFigures(), new StartFigures(), new GeneratorFigures(),
        new DownloadFigures(),
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
            isOver |= AnyIsOver(suite.Counts());
            if (!onlyCounts)
                isOver |= isTolerant ? StaysOver(suite) : AnyIsOver(suite.Times());
        }

        return isOver ? 1 : 0;
    }

    private static bool StaysOver(IFigureSuite suite)
    {
        for (var attempt = 1; AnyIsOver(suite.Times().Select(figure => figure.Within(Tolerance))); attempt++)
        {
            if (attempt == Attempts)
                return true;
            Console.WriteLine($"{suite.Name}: over, so measured again");
        }

        return false;
    }

    private static bool AnyIsOver(IEnumerable<Figure> figures)
    {
        var isOver = false;
        foreach (var figure in figures)
        {
            Console.WriteLine(figure);
            isOver |= figure.IsOver;
        }

        return isOver;
    }

    private static int Refuse(string word)
    {
        Console.Error.WriteLine($"'{word}' is none of: counts, tolerant, {string.Join(", ", Suites.Select(suite => suite.Name))}.");
        return 2;
    }
}
