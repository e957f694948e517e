using System.Globalization;

namespace SeedanceGen.Testing.Conformance;

/// <summary>What a verification of the contract found.</summary>
public sealed class ContractScorecard
{
    internal ContractScorecard(IReadOnlyList<ContractCheck> checks, int creditsCharged) => (Checks, CreditsCharged) = (checks, creditsCharged);

    /// <summary>Every check, in the order in which it was made.</summary>
    public IReadOnlyList<ContractCheck> Checks { get; }

    /// <summary>What the server says that it charged for the verification, in credits.</summary>
    public int CreditsCharged { get; }

    /// <summary>Whether no check failed and at least one passed.</summary>
    public bool IsPassed => Count(ContractVerdict.Failed) == 0 && Count(ContractVerdict.Passed) > 0;

    /// <summary>Fails unless <see cref="IsPassed"/>.</summary>
    /// <exception cref="ContractFailedException">A check failed, or none passed.</exception>
    public void EnsurePassed()
    {
        if (!IsPassed)
            throw new ContractFailedException(this);
    }

    /// <summary>The scorecard as text: a line for each check, then the sums.</summary>
    public override string ToString()
    {
        var sums = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(ContractVerdict.Passed)} passed, {Count(ContractVerdict.Failed)} failed, {Count(ContractVerdict.Skipped)} skipped; {CreditsCharged} credits charged");
        return string.Join(Environment.NewLine, Checks.Select(check => check.ToString()).Append(sums));
    }

    private int Count(ContractVerdict verdict) => Checks.Count(check => check.Verdict == verdict);
}
