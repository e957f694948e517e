using System.Globalization;

namespace SeedanceGen.Testing;

/// <content>What a test can expect of the ledger. Each failure lists the charges.</content>
public sealed partial class CreditLedger
{
    /// <summary>Fails unless all jobs together cost exactly so many credits.</summary>
    /// <param name="credits">The sum, in credits.</param>
    /// <exception cref="MockAssertionException">They cost more or less.</exception>
    public void ShouldHaveCharged(long credits) => Expect(
        charges => charges.Sum(charge => (long)charge.Credits) == credits,
        charges => $"{credits} credits were expected to be charged, and {charges.Sum(charge => (long)charge.Credits)} were");

    /// <summary>Fails unless exactly one job was charged.</summary>
    /// <exception cref="MockAssertionException">None or several were.</exception>
    public void ShouldHaveChargedOnce() =>
        Expect(charges => charges.Count == 1, charges => $"One charge was expected, and there are {charges.Count}");

    /// <summary>Fails unless exactly one job was charged, and exactly so many credits.</summary>
    /// <param name="credits">The price, in credits.</param>
    /// <exception cref="MockAssertionException">None or several were, or it cost more or less.</exception>
    public void ShouldHaveChargedOnce(int credits) => Expect(
        charges => charges.Count == 1 && charges[0].Credits == credits,
        charges => $"One charge of {credits} credits was expected, and there are {charges.Count} charges of {charges.Sum(charge => (long)charge.Credits)} credits in all");

    /// <summary>Fails unless one job was charged exactly so many credits.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="credits">The price, in credits.</param>
    /// <exception cref="MockAssertionException">It was not, or cost more or less.</exception>
    public void ShouldHaveChargedFor(string requestId, int credits)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        Expect(
            charges => charges.Where(charge => charge.RequestId == requestId).Select(charge => charge.Credits).SequenceEqual([credits]),
            _ => $"{credits} credits were expected to be charged for {requestId}");
    }

    /// <summary>Fails when any job was charged.</summary>
    /// <exception cref="MockAssertionException">One was.</exception>
    public void ShouldHaveChargedNothing() =>
        Expect(charges => charges.Count == 0, charges => $"No charge was expected, and there are {charges.Count}");

    private void Expect(Func<IReadOnlyList<CreditCharge>, bool> holds, Func<IReadOnlyList<CreditCharge>, FormattableString> problem)
    {
        var charges = Charges;
        if (holds(charges))
            return;

        var lines = charges.Select(charge => Environment.NewLine
            + string.Create(CultureInfo.InvariantCulture, $"  {charge.Timestamp:HH:mm:ss.fff} {charge.RequestId}: {charge.Credits} credits"));
        throw new MockAssertionException(
            problem(charges).ToString(CultureInfo.InvariantCulture) + (charges.Count == 0 ? ". Nothing was charged." : ":") + string.Concat(lines));
    }
}
