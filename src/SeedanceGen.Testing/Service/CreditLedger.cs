using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>
/// What the jobs on one mock server cost. A job is charged once, when it is accepted, as documented. The message of a failed assertion
/// lists the charges.
/// </summary>
/// <remarks>Whether the service gives credits back for a failed or cancelled job is not documented; the mock never does.</remarks>
public sealed class CreditLedger
{
    private readonly object _gate = new();
    private readonly AppendList<(string RequestId, int Credits, DateTimeOffset Timestamp)> _charges = new();
    private long? _balance;
    private long _total;

    internal CreditLedger(int? balance) => _balance = balance;

    /// <summary>How many credits are left; null when they are unlimited (see <see cref="SeedanceMockOptions.Balance"/>).</summary>
    public long? Balance
    {
        get
        {
            lock (_gate)
                return _balance;
        }
    }

    /// <summary>The sum of all charges, in credits.</summary>
    public long TotalCharged
    {
        get
        {
            lock (_gate)
                return _total;
        }
    }

    /// <summary>All charges up to now, oldest first; a copy that later charges do not change.</summary>
    public IReadOnlyList<CreditCharge> Charges
    {
        get
        {
            lock (_gate)
                return [.. _charges.Select(charge => new CreditCharge(charge.RequestId, charge.Credits, charge.Timestamp))];
        }
    }

    /// <summary>What one job was charged, in credits; zero for a job that this server never accepted.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public long ChargedFor(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        lock (_gate)
            return _charges.Where(charge => charge.RequestId == requestId).Sum(charge => (long)charge.Credits);
    }

    /// <summary>Adds credits, as a purchase would; nothing changes when they are unlimited.</summary>
    /// <param name="credits">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="credits"/> is negative.</exception>
    public void TopUp(int credits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        lock (_gate)
            _balance += credits;
    }

    /// <summary>Fails unless all jobs together cost exactly so many credits.</summary>
    /// <param name="credits">The sum, in credits.</param>
    /// <exception cref="MockAssertionException">They cost more or less.</exception>
    public void ShouldHaveCharged(long credits) => Expect(
        charges => SumOf(charges) == credits,
        charges => $"{credits} credits were expected to be charged, and {SumOf(charges)} were");

    /// <summary>Fails unless exactly one job was charged.</summary>
    /// <exception cref="MockAssertionException">None or several were.</exception>
    public void ShouldHaveChargedOnce() =>
        Expect(charges => charges.Count == 1, charges => $"One charge was expected, and there are {charges.Count}");

    /// <summary>Fails unless exactly one job was charged, and exactly so many credits.</summary>
    /// <param name="credits">The price, in credits.</param>
    /// <exception cref="MockAssertionException">None or several were, or it cost more or less.</exception>
    public void ShouldHaveChargedOnce(int credits) => Expect(
        charges => charges.Count == 1 && charges[0].Credits == credits,
        charges =>
            $"One charge of {credits} credits was expected, and there are {charges.Count} charges of {SumOf(charges)} credits in all");

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

    /// <summary>Takes the price of a job, and only then gives the job its id; false when the balance is too small.</summary>
    internal bool TryCharge(Func<string> nextId, int credits, DateTimeOffset now, [NotNullWhen(true)] out string? requestId)
    {
        requestId = null;
        lock (_gate)
        {
            if (_balance < credits)
                return false;

            requestId = nextId();
            _charges.Add((requestId, credits, now));
            _balance -= credits;
            _total += credits;
            return true;
        }
    }

    private static long SumOf(IReadOnlyList<CreditCharge> charges) => charges.Sum(charge => (long)charge.Credits);

    private void Expect(Func<IReadOnlyList<CreditCharge>, bool> holds, Func<IReadOnlyList<CreditCharge>, FormattableString> problem)
    {
        var charges = Charges;
        if (holds(charges))
            return;

        var lines = charges.Select(charge => Environment.NewLine
            + string.Create(
                CultureInfo.InvariantCulture, $"  {charge.Timestamp:HH:mm:ss.fff} {charge.RequestId}: {charge.Credits} credits"));
        throw new MockAssertionException(
            problem(charges).ToString(CultureInfo.InvariantCulture)
                + (charges.Count == 0 ? ". Nothing was charged." : ":") + string.Concat(lines));
    }
}
