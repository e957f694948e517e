using System.Globalization;

namespace SeedanceGen.Testing;

/// <summary>
/// A mock server found something wrong in a test run; see <see cref="Violations"/>. When the test had failed before, its own failure begins
/// the message and is the <see cref="Exception.InnerException"/>.
/// </summary>
public sealed class SeedanceMockException : Exception
{
    internal SeedanceMockException(IReadOnlyList<MockViolation> violations, string? chaos, Exception? failure = null)
        : base(Describe(failure) + Describe(violations, chaos), failure) => Violations = violations;

    /// <summary>Everything that was found and is not ignored, in the order in which it was found.</summary>
    public IReadOnlyList<MockViolation> Violations { get; }

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
}
