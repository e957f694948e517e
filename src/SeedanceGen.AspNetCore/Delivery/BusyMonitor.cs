using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>
/// Warns once when all workers have been busy for long without one of them becoming free: then no webhook is processed. The queue's lock
/// guards every member.
/// </summary>
internal sealed class BusyMonitor(SeedanceWebhookOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private int _running;
    private ITimer? _timer;

    /// <summary>A worker begins an attempt.</summary>
    /// <param name="countWaiting">The number of webhooks that wait for a worker, for the warning.</param>
    public void Begin(Func<int> countWaiting)
    {
        if (++_running == options.MaxConcurrency && options.BusyWarningDelay != Timeout.InfiniteTimeSpan)
            _timer = clock.CreateTimer(_ => Warn(countWaiting()), state: null, options.BusyWarningDelay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A worker ends an attempt.</summary>
    public void End()
    {
        _running--;
        Dispose();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private void Warn(int waiting)
    {
        try
        {
            logger.AllBusy(options.MaxConcurrency, options.BusyWarningDelay.TotalSeconds, waiting);
        }
        catch (Exception)
        {
            // The logger itself failed, and an exception of a timer would end the process.
        }
    }
}
