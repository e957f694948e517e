using SeedanceGen.Testing.Engine;

namespace SeedanceGen.Testing.Faults;

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

        using (Release(state, request, sent))
            await Task.Delay(pause, state.Time, gone).ConfigureAwait(false);
    }

    private static IDisposable? Release(MockServerState state, MockRequest request, long sent) =>
        (state.Options.TimeProvider as VirtualTimeProvider)?.ReleaseFor(request.Method, new Uri(state.BaseAddress, request.Target), sent);
}
