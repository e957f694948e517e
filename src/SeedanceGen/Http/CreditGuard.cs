using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Http;

/// <summary>
/// Adds up the credits that a client was charged, and refuses the next submission at the limit. The price of a job is known only after its
/// acceptance, so with a limit the client sends one submission at a time: the charged credits exceed the limit by less than the price of
/// one job.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "An unused wait handle holds no resource, and a disposed semaphore never releases its waiters.")]
internal sealed class CreditGuard(int? limit)
{
    private readonly SemaphoreSlim _turns = new(1, 1);
    private long _charged;
    private long _uncertainJobs;
    private long _highest;

    /// <summary>The credits that were certainly charged.</summary>
    public long Charged => Interlocked.Read(ref _charged);

    /// <summary>With a limit, waits until no other submission is under way. <see cref="Leave"/> follows once.</summary>
    /// <exception cref="CreditLimitExceededException">The limit is reached. <see cref="Leave"/> does not follow.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken) => limit is { } most ? EnterAsync(most, cancellationToken) : default;

    /// <summary>Ends a submission, after its price was counted.</summary>
    public void Leave()
    {
        if (limit is not null)
            _turns.Release();
    }

    /// <summary>Counts an accepted job.</summary>
    /// <param name="credits">Its price; null when the service did not say.</param>
    public void Add(long? credits)
    {
        if (credits is not { } price)
        {
            AddUncertain();
            return;
        }

        _highest = Math.Max(_highest, price);
        Interlocked.Add(ref _charged, price);
    }

    /// <summary>
    /// Counts a submission that may have been charged. It counts as the most expensive accepted job, including jobs that are accepted
    /// later.
    /// </summary>
    public void AddUncertain() => Interlocked.Increment(ref _uncertainJobs);

    private async ValueTask EnterAsync(int most, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        var uncertain = Interlocked.Read(ref _uncertainJobs) * _highest;
        if (Charged + uncertain < most)
            return;

        _turns.Release();
        throw new CreditLimitExceededException(most, Charged, uncertain) { SubmissionWasNotCharged = true };
    }
}
