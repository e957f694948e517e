using System.Net;

namespace SeedanceGen.Durable.Engine;

/// <summary>The pause that the service asked one worker for, and that all workers keep.</summary>
internal sealed class ServicePause(JobContext context)
{
    /// <summary>How often this worker reads the pause that the others have written.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromSeconds(1);

    /// <summary>The pause when the service names none.</summary>
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause. A longer one is most likely a mistake, so after this time the worker asks the service again.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private long _until;
    private long _readAt;

    public async Task<bool> IsOnAsync(CancellationToken cancellationToken)
    {
        var now = context.Now;
        if (now.UtcTicks - Interlocked.Read(ref _readAt) >= ReadInterval.Ticks)
        {
            Interlocked.Exchange(ref _readAt, now.UtcTicks);
            var until = await context.Store.GetPauseAsync(cancellationToken).ConfigureAwait(false);
            Extend(until);
        }

        return now.UtcTicks < Interlocked.Read(ref _until);
    }

    /// <summary>Whether a response asks every caller to wait, and says nothing about its own job.</summary>
    public static bool IsAskedBy(SeedanceApiException problem) => problem is SeedanceRateLimitException
        or { StatusCode: HttpStatusCode.ServiceUnavailable, RetryAfter: not null };

    /// <summary>Begins a pause, unless a longer one is on.</summary>
    /// <param name="asked">What the service asks for; null or zero takes 5 seconds, and more than an hour is an hour.</param>
    /// <param name="cancellationToken">Cancels the write to the store.</param>
    public async Task BeginAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        var pause = asked is { } time && time > TimeSpan.Zero ? time : DefaultPause;
        var until = context.Now + (pause < LongestPause ? pause : LongestPause);
        Extend(until);
        await context.Store.PauseAsync(until, cancellationToken).ConfigureAwait(false);
        context.Logger.Paused(until);
    }

    private void Extend(DateTimeOffset until)
    {
        var known = Interlocked.Read(ref _until);
        while (known < until.UtcTicks)
        {
            var seen = Interlocked.CompareExchange(ref _until, until.UtcTicks, known);
            if (seen == known)
                return;
            known = seen;
        }
    }
}
