using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Jobs;

/// <summary>
/// Adds up what a client was charged, and refuses the next submission when that reached the limit. The price of a job is known only when
/// it was accepted, so under a limit one submission at a time is on its way: the limit is exceeded by the price of one job at most.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody takes holds nothing; disposed of, it would never let go of those who wait.")]
internal sealed class CreditGuard(int? limit)
{
    private readonly SemaphoreSlim _turns = new(1, 1);
    private long _charged;
    private long _uncertainJobs;
    private int _highest;

    /// <summary>What was certainly charged.</summary>
    public long Charged => Interlocked.Read(ref _charged);

    /// <summary>Waits until no other submission is on its way when there is a limit; each turn is left once.</summary>
    /// <exception cref="CreditLimitExceededException">The limit is reached; the turn is not to be left.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken) => limit is { } most ? EnterAsync(most, cancellationToken) : default;

    /// <summary>Ends a turn, after what came of it was counted.</summary>
    public void Leave()
    {
        if (limit is not null)
            _turns.Release();
    }

    /// <param name="credits">What an accepted job cost; null when the service did not say.</param>
    public void Add(int? credits)
    {
        if (credits is not { } price)
        {
            AddUncertain();
            return;
        }

        _highest = Math.Max(_highest, price);
        Interlocked.Add(ref _charged, price);
    }

    /// <summary>A submission that may have been charged counts as the dearest so far, also of those that follow: what it cost is not known.</summary>
    public void AddUncertain() => Interlocked.Increment(ref _uncertainJobs);

    private async ValueTask EnterAsync(int most, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        var uncertain = Interlocked.Read(ref _uncertainJobs) * _highest;
        if (Charged + uncertain < most)
            return;

        _turns.Release();
        throw new CreditLimitExceededException(most, Charged, uncertain);
    }
}
