using System.Diagnostics.CodeAnalysis;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>What the jobs on one mock server cost. A job is charged once, when it is accepted, as documented.</summary>
/// <remarks>Whether the service gives credits back for a failed or cancelled job is not documented; the mock never does.</remarks>
public sealed partial class CreditLedger
{
    private readonly object _gate = new();
    private readonly AppendList<(string RequestId, int Credits, DateTimeOffset Timestamp)> _charges = new();
    private long? _balance;
    private long _total;

    internal CreditLedger(int? balance) => _balance = balance;

    /// <summary>How many credits are left; null when there is no end to them (see <see cref="SeedanceMockOptions.Balance"/>).</summary>
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

    /// <summary>Adds credits, as if somebody had bought them; nothing changes when there is no end to them.</summary>
    /// <param name="credits">How many; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="credits"/> is negative.</exception>
    public void TopUp(int credits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits);
        lock (_gate)
            _balance += credits;
    }

    /// <summary>Takes the price of a job, and only then gives the job its id; false when the balance does not reach.</summary>
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
}
