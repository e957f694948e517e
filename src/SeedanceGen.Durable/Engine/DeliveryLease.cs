using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// The right of one worker to deliver a job. The row has the time at which the lease ends, and a worker that takes the job writes another
/// time. So each write of a delivery requires the time that this worker wrote last.
/// </summary>
internal sealed class DeliveryLease : IAsyncDisposable
{
    /// <summary>How long after a worker's last renewal another worker may deliver the job.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);

    private readonly JobContext _context;
    private readonly VideoJob _job;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _renewal;

    /// <summary>The end that the row has, as far as the store has answered.</summary>
    private DateTimeOffset _end;

    /// <summary>An end whose write the store has not answered: the row has this end or the one before.</summary>
    private DateTimeOffset? _unanswered;

    /// <param name="context">The worker.</param>
    /// <param name="job">The job, as it was taken.</param>
    /// <param name="end">The end of the lease, as the row has it.</param>
    public DeliveryLease(JobContext context, VideoJob job, DateTimeOffset end)
    {
        (_context, _job, _end) = (context, job, end);
        _lost = new CancellationTokenSource(Until(end), context.Clock);
        _renewal = RenewAsync();
    }

    /// <summary>
    /// Canceled when another worker may deliver the job, because it took it or because the lease was not renewed in time.
    /// </summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Writes a step after which the delivery goes on, and renews the lease with it.</summary>
    /// <returns>Whether this worker still has the lease.</returns>
    public async Task<bool> RenewAsync(JobChange step, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Lost.IsCancellationRequested)
                return false;
            // After a write without an answer the same end is written again, so that the row has one of two known ends.
            var end = _unanswered ??= _context.Now + Duration;
            if (await ChangeAsync(step with { DueAt = end }, cancellationToken).ConfigureAwait(false))
            {
                (_end, _unanswered) = (end, null);
                _lost.CancelAfter(Until(end));
                return true;
            }
        }
        finally
        {
            _turn.Release();
        }

        await _lost.CancelAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>Ends the renewals, and writes the step that ends the delivery, if this worker still has the lease.</summary>
    public async Task EndAsync(JobChange step, CancellationToken cancellationToken)
    {
        await EndRenewalsAsync().ConfigureAwait(false);
        if (!await ChangeAsync(step, cancellationToken).ConfigureAwait(false))
            _context.Logger.DeliveryLost(_job.Key);
    }

    public async ValueTask DisposeAsync()
    {
        await EndRenewalsAsync().ConfigureAwait(false);
        _ended.Dispose();
        _lost.Dispose();
        _turn.Dispose();
    }

    private TimeSpan Until(DateTimeOffset end) => end - _context.Now is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private Task<bool> ChangeAsync(JobChange step, CancellationToken cancellationToken) =>
        _context.Store.ChangeAsync(step with { LeaseEnds = (_end, _unanswered ?? _end) }, cancellationToken);

    private async Task EndRenewalsAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewal.ConfigureAwait(false);
    }

    /// <summary>Renews the lease until the delivery has ended. It catches every exception of the store.</summary>
    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewalInterval, _context.Clock);
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false);
                await RenewAsync(JobChange.DeliveryDue(_job, _context.Now), _ended.Token).ConfigureAwait(false);
            }
            catch (Exception) when (_ended.IsCancellationRequested)
            {
                // The delivery has ended, and a renewal that was under way with it.
            }
            catch (Exception problem)
            {
                _context.Logger.StoreFailed(problem);
            }
        }
    }
}
