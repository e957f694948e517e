using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Host.Time;

namespace SeedanceGen.Testing.Host.Tests.Time;

/// <summary>The clock of a standalone mock, which follows another clock and can be advanced.</summary>
public sealed class ForwardTimeTests
{
    private readonly FakeTimeProvider _beneath = new();
    private readonly ForwardTimeProvider _clock;
    private readonly List<(string Name, TimeSpan At)> _rung = [];
    private readonly DateTimeOffset _start;
    private readonly long _startTimestamp;

    public ForwardTimeTests()
    {
        _clock = new ForwardTimeProvider(_beneath);
        (_start, _startTimestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
    }

    [Fact]
    public void A_clock_that_was_put_forward_runs_as_the_clock_beneath_and_is_ahead_of_it()
    {
        _beneath.Advance(TimeSpan.FromSeconds(3));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _beneath.Advance(TimeSpan.FromSeconds(4));

        (_clock.GetUtcNow() - _start).ShouldBe(TimeSpan.FromSeconds(67));
        _clock.GetElapsedTime(_startTimestamp).ShouldBe(TimeSpan.FromSeconds(67));
    }

    [Fact]
    public void Timers_on_the_way_ring_in_their_order_at_their_own_time()
    {
        using var late = Timer("late", TimeSpan.FromSeconds(40));
        using var early = Timer("early", TimeSpan.FromSeconds(10), period: TimeSpan.FromSeconds(20));
        using var beyond = Timer("beyond", TimeSpan.FromSeconds(61));

        _clock.Advance(TimeSpan.FromSeconds(60));

        _rung.ShouldBe([("early", Seconds(10)), ("early", Seconds(30)), ("late", Seconds(40)), ("early", Seconds(50))]);
    }

    [Fact]
    public void A_timer_rings_when_the_clock_beneath_says_so_and_the_earlier_the_more_it_was_put_forward()
    {
        using var timer = Timer("timer", TimeSpan.FromSeconds(60));
        _beneath.Advance(TimeSpan.FromSeconds(20));
        _clock.Advance(TimeSpan.FromSeconds(30));
        _rung.ShouldBeEmpty();

        _beneath.Advance(TimeSpan.FromSeconds(9));
        _rung.ShouldBeEmpty();
        _beneath.Advance(TimeSpan.FromSeconds(1));

        _rung.ShouldBe([("timer", Seconds(60))]);
    }

    [Fact]
    public void A_timer_that_was_ended_stays_silent_and_one_that_was_set_again_rings_at_its_new_time()
    {
        var ended = Timer("ended", TimeSpan.FromSeconds(1));
        using var changed = Timer("changed", TimeSpan.FromSeconds(1));
        ended.Dispose();
        ended.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).ShouldBeFalse();
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(10));

        _rung.ShouldBe([("changed", Seconds(5))]);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) => _clock.CreateTimer(
        _ => _rung.Add((name, _clock.GetElapsedTime(_startTimestamp))), state: null, due, period ?? Timeout.InfiniteTimeSpan);
}
