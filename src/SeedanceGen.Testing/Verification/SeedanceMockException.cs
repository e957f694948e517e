using System.Globalization;

namespace SeedanceGen.Testing;

/// <summary>
/// A mock fails a test: a strict mock found something wrong (<see cref="Violations"/>), an expectation about the mock did not hold, or a
/// scenario does not work with some variants of the service (<see cref="FailedVariants"/>). It belongs to no test framework: each of them
/// shows it as a failed test.
/// </summary>
public sealed class SeedanceMockException : Exception
{
    /// <summary>
    /// Something was found wrong; <paramref name="failure"/> is the failure of the test, null when the test did not fail.
    /// </summary>
    internal SeedanceMockException(IReadOnlyList<MockViolation> violations, string? chaos, Exception? failure = null)
        : base(Describe(failure) + Describe(violations, chaos), failure) => Violations = violations;

    /// <summary>An expectation did not hold.</summary>
    internal SeedanceMockException(string message)
        : base(message)
    {
    }

    /// <summary>A scenario failed under some variants.</summary>
    internal SeedanceMockException(IReadOnlyList<KeyValuePair<string, Exception>> failures)
        : base(Describe(failures), failures[0].Value) => FailedVariants = failures;

    /// <summary>
    /// Everything that was found and is not ignored, in the order in which it was found; empty for an expectation and for variants. When
    /// the test had failed before, its own failure begins the message and is the <see cref="Exception.InnerException"/>.
    /// </summary>
    public IReadOnlyList<MockViolation> Violations { get; } = [];

    /// <summary>
    /// The name of each variant in which a scenario failed that ran under every variant, with what it threw, in the order of the runs.
    /// Empty otherwise.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Exception>> FailedVariants { get; } = [];

    private static string Describe(Exception? failure) => failure is null ? "" : string.Concat(
        "The test itself failed first, and what follows may be a consequence:",
        Environment.NewLine,
        $"  {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(Environment.NewLine + "  ")}",
        Environment.NewLine);

    private static string Describe(IReadOnlyList<MockViolation> violations, string? chaos)
    {
        var count = violations.Count == 1 ? "one thing" : violations.Count.ToString(CultureInfo.InvariantCulture) + " things";
        var lines = violations.Select(violation => Environment.NewLine + "  " + violation);
        return $"The mock server found {count} wrong in this test. A test that means it so names the kind in "
            + "SeedanceMockOptions.IgnoredViolations."
            + string.Concat(lines)
            + (chaos is null ? "" : Environment.NewLine + "  " + chaos);
    }

    private static string Describe(IReadOnlyList<KeyValuePair<string, Exception>> failures)
    {
        var lines = failures.Select(failure =>
            $"{Environment.NewLine}  {failure.Key}: {failure.Value.GetType().Name}: "
                + failure.Value.Message.ReplaceLineEndings(Environment.NewLine + "    "));
        return $"The scenario failed under these variants of the service:{string.Concat(lines)}";
    }
}
