using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>An answer on its way to a caller in the same process.</summary>
/// <param name="state">The mock that answered.</param>
/// <param name="request">What it was asked.</param>
/// <param name="reply">What it answered.</param>
/// <param name="closing">The end of the mock, which ends the exchange as the end of a server does.</param>
internal sealed class MemoryExchange(MockServerState state, MockRequest request, MockResponse reply, CancellationToken closing)
{
    private Action? _afterwards = reply.Afterwards;

    public MockResponse Reply => reply;

    public TimeProvider Time => state.Time;

    public CancellationToken Closing => closing;

    /// <summary>The body as the caller gets it.</summary>
    public HttpContent OpenBody(bool isHead)
    {
        var hasBody = !isHead && ResponseHead.HasContent(reply);
        var delivery = reply.Delivery;
        if (delivery is null || delivery.Duration == TimeSpan.Zero)
            FollowUp();

        return new MemoryContent(
            delivery is not null ? new MemoryBody(this, delivery, hasBody)
            : hasBody ? new MemoryStream(reply.Body.ToArray(), writable: false)
            : Stream.Null);
    }

    /// <summary>The answer is out, or its caller has gone: what was to follow it happens, once.</summary>
    public void FollowUp() => Interlocked.Exchange(ref _afterwards, null)?.Invoke();

    public Task PauseAsync(TimeSpan pause, long sent, CancellationToken gone) => FaultClock.PauseAsync(state, request, pause, sent, gone);
}
