using SeedanceGen.Cli.Failures;

namespace SeedanceGen.Cli.Requests;

/// <summary>What is wrong with a file of requests, in lines.</summary>
internal static class RequestProblems
{
    // More would push what matters off the screen.
    private const int MostShown = 20;

    public static UsageException Of(IReadOnlyList<RequestLine> requests)
    {
        var problems = requests.SelectMany(request => request.Problems.Select(problem => $"line {request.Number}: {problem}")).ToList();
        return problems.Count <= MostShown
            ? new UsageException(problems)
            : new UsageException([.. problems.Take(MostShown), $"and {problems.Count - MostShown} more; 'seedance validate --json' has all of them."]);
    }
}
