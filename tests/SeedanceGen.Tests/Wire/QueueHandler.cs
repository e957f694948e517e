namespace SeedanceGen.Tests.Wire;

/// <summary>What a service in memory does with one request.</summary>
internal delegate Task<HttpResponseMessage> InMemoryResponse(HttpRequestMessage request, CancellationToken cancellationToken);

/// <summary>Sends the next response to each request; the last one repeats.</summary>
internal sealed class QueueHandler(StepClock clock, params InMemoryResponse[] responses) : ServiceInMemory
{
    private readonly List<Seen> _seen = [];

    public IReadOnlyList<Seen> Seen => _seen;

    /// <summary>The pauses between the requests, in seconds.</summary>
    public IReadOnlyList<double> Pauses => [.. _seen.Zip(_seen.Skip(1), (one, next) => (next.At - one.At).TotalSeconds)];

    public SeedanceClient CreateClient(Action<SeedanceClientOptions>? change = null)
    {
        var options = new SeedanceClientOptions { BaseAddress = EngineHandler.Address, HttpHandler = this, TimeProvider = clock.Time };
        change?.Invoke(options);
        return new SeedanceClient("sd2_live_test", options);
    }

    protected override StepClock Clock => clock;

    protected override Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        InMemoryResponse response;
        lock (_seen)
        {
            response = responses[Math.Min(_seen.Count, responses.Length - 1)];
            _seen.Add(new Seen(
                clock.Elapsed, request.Method.Method, request.RequestUri!, request.Headers.Range?.ToString(),
                request.Headers.IfRange?.ToString(), request.Headers.Authorization is not null));
        }

        return response(request, cancellationToken);
    }
}
