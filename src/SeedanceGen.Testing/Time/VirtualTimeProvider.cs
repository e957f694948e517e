using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing;

/// <summary>
/// A clock for tests that jumps: give it to the server and to the client, and ten minutes of polling take milliseconds, over real sockets.
/// </summary>
/// <remarks>
/// It moves to the next timer when the code under test pauses on it and nothing else can happen: no tracked request is under way (see
/// <see cref="Track"/>) and no timer's callback is running. A timeout or a timer of the server (<see cref="Background"/>) does not move it,
/// because the code under test is then still at work. It moves to such a timer only when nothing happens for a while, or when a server lets
/// a request hang (<see cref="Release"/>). With <c>autoAdvance: false</c> only <see cref="Advance"/> moves the clock.
/// </remarks>
public sealed class VirtualTimeProvider : TimeProvider, IDisposable
{
    private readonly DateTimeOffset _start;
    private readonly bool _isBackground;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">What it shows at first; 1 January 2026, midnight UTC, when null.</param>
    /// <param name="autoAdvance">Whether it moves by itself; when false, only <see cref="Advance"/> moves it.</param>
    public VirtualTimeProvider(DateTimeOffset? start = null, bool autoAdvance = true)
    {
        _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Clock = new VirtualClock(autoAdvance);
        Background = new VirtualTimeProvider(Clock, _start);
    }

    private VirtualTimeProvider(VirtualClock clock, DateTimeOffset start)
    {
        (Clock, _start, _isBackground) = (clock, start, true);
        Background = this;
    }

    /// <summary>
    /// The same clock for code that is not under test, such as a server: its timers fire in their turn, but do not move the clock.
    /// </summary>
    public TimeProvider Background { get; }

    /// <summary>How much time has passed.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Clock.Now);

    /// <summary>How many timers are set.</summary>
    public int PendingTimers => Clock.PendingTimers;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    internal VirtualClock Clock { get; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Clock.Now;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(Clock, callback, state, _isBackground || state is CancellationTokenSource);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Counts the requests that go through a handler, so that the clock stands still while one is under way.</summary>
    /// <param name="inner">What carries the requests; disposed of with the returned handler.</param>
    public HttpMessageHandler Track(HttpMessageHandler inner) => new TrackingHandler(Clock, inner);

    /// <summary>Keeps the clock still until the result is disposed of.</summary>
    public IDisposable Hold() => Clock.Hold();

    /// <summary>
    /// Suspends one <see cref="Hold"/> until the result is disposed of: a server calls it when it lets a tracked request hang on purpose,
    /// because the test then waits for time to pass.
    /// </summary>
    public IDisposable Release() => Clock.Release();

    /// <summary>Moves the clock, and runs the timers that are due on the way, each at its own time and before this returns.</summary>
    /// <param name="time">How far; not negative, and not beyond the year 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative or too long.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, DateTimeOffset.MaxValue - GetUtcNow());
        Clock.Advance(time.Ticks);
    }

    /// <summary>Stops the clock: it no longer moves by itself.</summary>
    public void Dispose() => Clock.Dispose();

    /// <summary>
    /// The virtual clock behind a time provider; null for any other provider, and for the <see cref="Background"/> of a virtual one.
    /// </summary>
    internal static VirtualClock? ClockOf(TimeProvider time) =>
        time is VirtualTimeProvider { _isBackground: false } provider ? provider.Clock : null;
}
