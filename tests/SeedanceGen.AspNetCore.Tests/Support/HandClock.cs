using System.Threading.Channels;

namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>A clock that stands; its timers ring only when a test rings them.</summary>
internal sealed class HandClock(long unixSeconds = HandClock.Start) : TimeProvider
{
    /// <summary>The first second of 2030.</summary>
    private const long Start = 1_893_456_000;

    private readonly Channel<HandTimer> _timers = Channel.CreateUnbounded<HandTimer>();

    public int Unclaimed => _timers.Reader.Count;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(callback, state, dueTime);
        _timers.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>The next timer that is made, waited for within bounds.</summary>
    public Task<HandTimer> NextTimerAsync() => _timers.Reader.ReadAsync().AsTask().WaitAsync(WebhookScene.Limit);
}
