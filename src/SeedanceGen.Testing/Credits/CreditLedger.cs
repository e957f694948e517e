namespace SeedanceGen.Testing;

/// <summary>What the jobs on one mock server cost. A job is charged once, when it is accepted, as documented.</summary>
/// <remarks>Whether the service gives credits back for a failed or cancelled job is not documented; the mock never does.</remarks>
public sealed class CreditLedger
{
    private readonly object _gate = new();
    private readonly List<CreditCharge> _charges = [];
    private long _total;

    internal CreditLedger()
    {
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
                return [.. _charges];
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

    internal void Charge(string requestId, int credits, DateTimeOffset now)
    {
        lock (_gate)
        {
            _charges.Add(new CreditCharge(requestId, credits, now));
            _total += credits;
        }
    }
}
