using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Time;

/// <summary>The time that passes during a faulted exchange, on the server's clock. A virtual clock is told that time is what is waited for.</summary>
internal static class FaultClock
{
    /// <summary>What <c>sent</c> is as long as the caller does not have all headers.</summary>
    public const long NoHeaders = -1;

    /// <summary>A pause within an answer; an infinite one ends when the caller has gone or the server ends.</summary>
    /// <param name="state">The mock that makes it.</param>
    /// <param name="request">What it was asked.</param>
    /// <param name="pause">How long it lasts.</param>
    /// <param name="sent">How many bytes of the body were sent before.</param>
    /// <param name="gone">The caller has gone, or the mock ends.</param>
    public static async Task PauseAsync(MockServerState state, MockRequest request, TimeSpan pause, long sent, CancellationToken gone)
    {
        if (pause == TimeSpan.Zero)
            return;

        // The clock is let go when the timer stands, and held again in the timer's own callback. What this method does before and after may
        // take any time on a busy machine; meanwhile the clock would jump on to another timer, such as the end of the caller's patience.
        var over = new TaskCompletionSource();
        IDisposable? wait = null;
        var timer = state.Time.CreateTimer(
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
            Volatile.Write(ref wait, Release(state, request, sent));
            using (wait)
            using (gone.UnsafeRegister((_, token) => over.TrySetCanceled(token), null))
                await over.Task.ConfigureAwait(false);
        }
    }

    // Put together as texts: a target that begins with two slashes would be read as the name of a host.
    private static IDisposable? Release(MockServerState state, MockRequest request, long sent) =>
        (state.Options.TimeProvider as VirtualTimeProvider)?.ReleaseFor(request.Method, new Uri(state.BaseAddress.GetLeftPart(UriPartial.Authority) + request.Target), sent);
}
