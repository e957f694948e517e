using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>A server's pause on a clock that jumps, on a machine that has no time for anybody.</summary>
public sealed class FaultClockTests
{
    /// <summary>What goes on after the pause goes on on another thread here, at a time of that thread's own.</summary>
    [Fact]
    public async Task The_clock_is_held_again_before_any_caller_goes_on_after_a_pause()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var state = new MockServerState(new() { TimeProvider = clock });
        using var sent = new HttpRequestMessage(HttpMethod.Get, new Uri(state.BaseAddress, "video.mp4"));
        using var exchange = clock.HoldFor(sent);
        exchange.ReadsFrom(0);
        var request = new MockRequest("GET", "/video.mp4", new HeaderDictionary(), default);
        var pausing = FaultClock.PauseAsync(state, request, TimeSpan.FromSeconds(1), sent: 0, CancellationToken.None);
        clock.IsHeld.ShouldBeFalse();
        var isHeld = false;

        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new ElsewhereContext());
            clock.Advance(TimeSpan.FromSeconds(1));
            isHeld = clock.IsHeld;
        });
        thread.Start();
        thread.Join();

        isHeld.ShouldBeTrue();
        await pausing;
        clock.IsHeld.ShouldBeTrue("the request is still under way");
    }

    /// <summary>A context other than the default one: what a task sets off then never runs on the thread that completes it.</summary>
    private sealed class ElsewhereContext : SynchronizationContext;
}
