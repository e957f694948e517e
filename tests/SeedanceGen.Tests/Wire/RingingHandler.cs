using System.Net;
using System.Text;

namespace SeedanceGen.Tests.Wire;

/// <summary>
/// Responds to reads in turn; the webhook comes after the service responded to one of them and before the client has the response.
/// </summary>
internal sealed class RingingHandler(params string[] responses) : ServiceInMemory
{
    private readonly TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SeedanceClient? _client;
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Which read the webhook falls into; the reads before it end after it, too.</summary>
    public int RingAt { get; init; } = 1;

    public SeedanceClient CreateClient() =>
        _client = new SeedanceClient("sd2_live_test", new() { BaseAddress = new Uri("http://127.0.0.1/"), HttpHandler = this });

    protected override async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var read = Interlocked.Increment(ref _reads);
        if (read == RingAt)
        {
            _client!.PollNow("req_1");
            _rung.SetResult();
        }

        await _rung.Task.WaitAsync(cancellationToken);
        return new HttpResponseMessage(
            HttpStatusCode.OK)
        { Content = new StringContent(responses[read - 1], Encoding.UTF8, "application/json") };
    }
}
