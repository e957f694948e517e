namespace SeedanceGen.Testing;

/// <summary>A scenario does not work with some variants of the service; see <see cref="Failures"/>.</summary>
public sealed class VariantFailedException : Exception
{
    internal VariantFailedException(IReadOnlyList<KeyValuePair<ApiVariant, Exception>> failures)
        : base(Describe(failures), failures[0].Value) => Failures = failures;

    /// <summary>Each variant in which the scenario failed, with what it threw, in the order of the runs.</summary>
    public IReadOnlyList<KeyValuePair<ApiVariant, Exception>> Failures { get; }

    private static string Describe(IReadOnlyList<KeyValuePair<ApiVariant, Exception>> failures)
    {
        var lines = failures.Select(failure =>
            $"{Environment.NewLine}  {failure.Key}: {failure.Value.GetType().Name}: "
                + failure.Value.Message.ReplaceLineEndings(Environment.NewLine + "    "));
        return $"The scenario failed under these variants of the service:{string.Concat(lines)}";
    }
}
