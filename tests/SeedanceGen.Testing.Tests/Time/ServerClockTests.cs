using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Tests.Time;

/// <summary>A server's pause on a virtual clock, on a busy machine.</summary>
public sealed class ServerClockTests
{
    /// <summary>The code after the pause runs on another thread here, at any time.</summary>
    [Fact]
    public async Task A_virtual_clock_is_held_again_before_the_code_after_a_pause_runs()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        using var sent = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/video.mp4");
        using var exchange = clock.Clock.HoldFor(sent);
        exchange.ReadsFrom(0);
        var pausing = new ServerClock(clock).PauseAsync(
            TimeSpan.FromSeconds(1), "GET", sent.RequestUri!.AbsoluteUri, sent: 0, CancellationToken.None);
        clock.Clock.IsHeld.ShouldBeFalse();
        var isHeld = false;

        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new ElsewhereContext());
            clock.Advance(TimeSpan.FromSeconds(1));
            isHeld = clock.Clock.IsHeld;
        });
        thread.Start();
        thread.Join();

        isHeld.ShouldBeTrue();
        await pausing;
        clock.Clock.IsHeld.ShouldBeTrue("the request is still under way");
    }

    /// <summary>
    /// A context other than the default one: the continuation of a task then never runs on the thread that completes the task.
    /// </summary>
    private sealed class ElsewhereContext : SynchronizationContext;
}
