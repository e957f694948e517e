namespace SeedanceGen.Testing;

/// <summary>What talks to the mock.</summary>
public abstract partial class SeedanceMock
{
    private readonly Lazy<HttpMessageHandler> _sharedHandler;

    /// <summary>
    /// Makes a handler that leads to the mock, for an <see cref="HttpClient"/> or the client under test; it follows no redirect. With a
    /// <see cref="VirtualTimeProvider"/> in the options it keeps the clock still while a request is under way.
    /// </summary>
    /// <returns>The handler, which is the caller's to dispose of.</returns>
    public HttpMessageHandler CreateHandler() =>
        State.Options.TimeProvider is VirtualTimeProvider clock ? clock.Track(Connect()) : Connect();

    /// <summary>Makes options for a client of the mock: its address and key, the mock's clock, and a handler that ends with the mock.</summary>
    /// <returns>New options, which can be changed before a client uses them.</returns>
    public SeedanceClientOptions CreateClientOptions() => new()
    {
        ApiKey = ApiKey,
        BaseAddress = BaseAddress,
        TimeProvider = State.Options.TimeProvider,
        HttpHandler = _sharedHandler.Value,
    };

    /// <summary>Makes a client of the mock.</summary>
    /// <param name="configure">Changes options; null for none.</param>
    /// <returns>The client, which is the caller's to dispose of.</returns>
    public SeedanceClient CreateClient(Action<SeedanceClientOptions>? configure = null)
    {
        var options = CreateClientOptions();
        configure?.Invoke(options);
        return new SeedanceClient(options);
    }

    /// <summary>Makes what carries requests to the mock.</summary>
    private protected abstract HttpMessageHandler Connect();
}
