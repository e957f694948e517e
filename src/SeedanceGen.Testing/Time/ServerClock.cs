namespace SeedanceGen.Testing.Time;

/// <summary>
/// The clock of a mock. Timers of the code under test move a virtual clock; timers of the mock do not. But the mock tells the clock when a
/// caller waits for time to pass.
/// </summary>
internal sealed class ServerClock
{
    /// <summary>The value of <c>sent</c> until the caller has all headers.</summary>
    public const long NoHeaders = -1;

    /// <summary>In real time: work that takes longer probably waits for virtual time to pass.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);

    private readonly VirtualClock? _virtual;

    public ServerClock(TimeProvider time)
    {
        _virtual = VirtualTimeProvider.ClockOf(time);
        Time = _virtual is null ? time : ((VirtualTimeProvider)time).Background;
    }

    public TimeProvider Time { get; }

    /// <summary>Whether it is a virtual clock that moves by itself.</summary>
    public bool MovesByItself => _virtual?.MovesByItself == true;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>
    /// Keeps a virtual clock still, for a second at most, while the mock does work that the clock does not track; null for any other
    /// clock.
    /// </summary>
    public IDisposable? Hold() => _virtual is null ? null : new TimedHold(_virtual);

    /// <summary>Lets a virtual clock move on to the mock's timers until the result is disposed of; null for any other clock.</summary>
    public IDisposable? AwaitTimers() => _virtual?.AwaitServerTimers();

    /// <summary>A pause within an exchange; an infinite one ends when the caller has gone or the server ends.</summary>
    /// <param name="pause">How long it lasts.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="address">The request's whole address.</param>
    /// <param name="sent">How many bytes of the body were sent before.</param>
    /// <param name="gone">The caller has gone, or the mock ends.</param>
    public async Task PauseAsync(TimeSpan pause, string method, string address, long sent, CancellationToken gone)
    {
        if (pause == TimeSpan.Zero)
            return;

        // The clock is released once the timer is set, and held again in the timer's own callback. The rest of this method may take any
        // time on a busy machine, and the clock would jump to another timer meanwhile, such as a timeout of the caller.
        var over = new TaskCompletionSource();
        IDisposable? wait = null;
        var timer = Time.CreateTimer(
            _ =>
            {
                Volatile.Read(ref wait)?.Dispose();
                over.TrySetResult();
            },
            null,
            pause,
            Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            Volatile.Write(ref wait, _virtual?.ReleaseFor(method, new Uri(address), sent));
            using (wait)
            using (gone.UnsafeRegister((_, token) => over.TrySetCanceled(token), null))
                await over.Task.ConfigureAwait(false);
        }
    }

    private sealed class TimedHold : IDisposable
    {
        private readonly IDisposable _hold;
        private readonly Timer _end;

        public TimedHold(VirtualClock clock)
        {
            _hold = clock.Hold();
            _end = new Timer(static hold => ((IDisposable)hold!).Dispose(), _hold, LongestHold, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _end.Dispose();
            _hold.Dispose();
        }
    }
}
