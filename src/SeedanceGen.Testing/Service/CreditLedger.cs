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
    private readonly AppendList<(string RequestId, int Credits, DateTimeOffset Timestamp)> _charges;
    private long? _balance;
    private long _total;

    internal CreditLedger(int? balance, MockRetention? retention = null) => (_balance, _charges) =
        (balance, new(retention ?? MockRetention.Everything, static charge => (charge.Timestamp, 0)));

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

    /// <summary>How many charges there were, also those that are no longer kept (<see cref="MockRetention"/>).</summary>
    public long Count
    {
        get
        {
            lock (_gate)
                return _charges.Total;
        }
    }

    /// <summary>All charges that are kept up to now, oldest first; a copy that later charges do not change.</summary>
    public IReadOnlyList<CreditCharge> Charges
    {
        get
        {
            lock (_gate)
                return [.. _charges.Select(charge => new CreditCharge(charge.RequestId, charge.Credits, charge.Timestamp))];
        }
    }

    /// <summary>What one job was charged, in credits; zero for a job that this server never accepted, or no longer knows.</summary>
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
    /// <exception cref="SeedanceMockException">They cost more or less.</exception>
    public void ShouldHaveCharged(long credits) => Expect(
        all => all.Total == credits, all => $"{credits} credits were expected to be charged, and {all.Total} were");

    /// <summary>Fails unless exactly one job was charged.</summary>
    /// <exception cref="SeedanceMockException">None or several were.</exception>
    public void ShouldHaveChargedOnce() =>
        Expect(all => all.Count == 1, all => $"One charge was expected, and there are {all.Count}");

    /// <summary>Fails unless exactly one job was charged, and exactly so many credits.</summary>
    /// <param name="credits">The price, in credits.</param>
    /// <exception cref="SeedanceMockException">None or several were, or it cost more or less.</exception>
    public void ShouldHaveChargedOnce(int credits) => Expect(
        all => all.Count == 1 && all.Total == credits,
        all => $"One charge of {credits} credits was expected, and there are {all.Count} charges of {all.Total} credits in all");

    /// <summary>Fails unless one job was charged exactly so many credits.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <param name="credits">The price, in credits.</param>
    /// <exception cref="SeedanceMockException">It was not, or cost more or less.</exception>
    public void ShouldHaveChargedFor(string requestId, int credits)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        Expect(
            all => all.Charges.Where(charge => charge.RequestId == requestId).Select(charge => charge.Credits).SequenceEqual([credits]),
            _ => $"{credits} credits were expected to be charged for {requestId}");
    }

    /// <summary>Fails when any job was charged.</summary>
    /// <exception cref="SeedanceMockException">One was.</exception>
    public void ShouldHaveChargedNothing() =>
        Expect(all => all.Count == 0, all => $"No charge was expected, and there are {all.Count}");

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

    private void Expect(Func<State, bool> holds, Func<State, FormattableString> problem)
    {
        State all;
        lock (_gate)
            all = new State(Charges, _charges.Total, _total);
        if (holds(all))
            return;

        var lines = all.Charges.Select(charge => Environment.NewLine
            + string.Create(
                CultureInfo.InvariantCulture, $"  {charge.Timestamp:HH:mm:ss.fff} {charge.RequestId}: {charge.Credits} credits"));
        var forgotten = all.Count - all.Charges.Count;
        throw new SeedanceMockException(
            problem(all).ToString(CultureInfo.InvariantCulture)
                + (all.Count == 0 ? ". Nothing was charged." : ":") + string.Concat(lines)
                + (forgotten == 0 ? "" : string.Create(
                    CultureInfo.InvariantCulture, $"{Environment.NewLine}  and {forgotten} older charges that the mock no longer keeps")));
    }

    /// <summary>The charges that are kept, the number of all, and their sum.</summary>
    private sealed record State(IReadOnlyList<CreditCharge> Charges, long Count, long Total);
}
