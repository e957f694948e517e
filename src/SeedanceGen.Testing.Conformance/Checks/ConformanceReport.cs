using System.Globalization;

namespace SeedanceGen.Testing.Conformance;

/// <summary>The result of a conformance check.</summary>
public sealed class ConformanceReport
{
    internal ConformanceReport(IReadOnlyList<ConformanceCheck> checks, int creditsCharged) =>
        (Checks, CreditsCharged) = (checks, creditsCharged);

    /// <summary>Every check, in the order in which it was made.</summary>
    public IReadOnlyList<ConformanceCheck> Checks { get; }

    /// <summary>The credits that the server reports as charged for the checks.</summary>
    public int CreditsCharged { get; }

    /// <summary>Whether no check failed and at least one passed.</summary>
    public bool IsPassed => Count(ConformanceResult.Failed) == 0 && Count(ConformanceResult.Passed) > 0;

    /// <summary>Throws unless <see cref="IsPassed"/>.</summary>
    /// <exception cref="ConformanceFailedException">A check failed, or none passed.</exception>
    public void EnsurePassed()
    {
        if (!IsPassed)
            throw new ConformanceFailedException(this);
    }

    /// <summary>The report as text: a line for each check, then the totals.</summary>
    public override string ToString()
    {
        var totals = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(ConformanceResult.Passed)} passed, {Count(ConformanceResult.Failed)} failed, "
            + $"{Count(ConformanceResult.Skipped)} skipped; {CreditsCharged} credits charged");
        return string.Join(Environment.NewLine, Checks.Select(check => check.ToString()).Append(totals));
    }

    private int Count(ConformanceResult result) => Checks.Count(check => check.Result == result);
}
