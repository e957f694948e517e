using SeedanceGen.Testing.Engine;

namespace SeedanceGen.Testing.Faults;

/// <summary>The time that passes during a faulted exchange, on the server's clock. A virtual clock is told that time is what is waited for.</summary>
internal static class FaultClock
{
    /// <summary>A pause within an answer; an infinite one ends when the caller has gone or the server ends.</summary>
    public static async Task PauseAsync(MockServerState state, MockRequest request, TimeSpan pause, CancellationToken gone)
    {
        if (pause == TimeSpan.Zero)
            return;

        using (Release(state, request))
            await Task.Delay(pause, state.Time, gone).ConfigureAwait(false);
    }

    private static IDisposable? Release(MockServerState state, MockRequest request) =>
        (state.Options.TimeProvider as VirtualTimeProvider)?.ReleaseFor(request.Method, new Uri(state.BaseAddress, request.Target));
}
