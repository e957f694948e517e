namespace SeedanceGen.Testing;

/// <summary>A scenario does not work with some futures of the service; see <see cref="Failures"/>.</summary>
public sealed class FutureFailedException : Exception
{
    internal FutureFailedException(IReadOnlyList<KeyValuePair<ApiFuture, Exception>> failures)
        : base(Describe(failures), failures[0].Value) => Failures = failures;

    /// <summary>Each future in which the scenario failed, with what it threw, in the order of the runs.</summary>
    public IReadOnlyList<KeyValuePair<ApiFuture, Exception>> Failures { get; }

    private static string Describe(IReadOnlyList<KeyValuePair<ApiFuture, Exception>> failures)
    {
        var lines = failures.Select(failure =>
            $"{Environment.NewLine}  {failure.Key}: {failure.Value.GetType().Name}: {failure.Value.Message.ReplaceLineEndings(Environment.NewLine + "    ")}");
        return $"The scenario failed in these futures of the service:{string.Concat(lines)}";
    }
}
