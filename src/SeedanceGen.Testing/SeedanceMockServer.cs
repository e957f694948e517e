using System.Net;
using SeedanceGen.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Transport;

namespace SeedanceGen.Testing;

/// <summary>The mock on a free loopback port. Servers are independent of each other and start in a few milliseconds.</summary>
public sealed class SeedanceMockServer : SeedanceMock
{
    private readonly KestrelHost _host;

    private SeedanceMockServer(MockRuntime runtime, KestrelHost host)
        : base(runtime) => _host = host;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The server, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static Task<SeedanceMockServer> StartAsync(SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        return StartAsync(new MockRuntime(options), new IPEndPoint(IPAddress.Loopback, port: 0), sideApi: null, cancellationToken);
    }

    internal static async Task<SeedanceMockServer> StartAsync(
        MockRuntime runtime, IPEndPoint endPoint, Func<MockRequest, Task<MockResponse>?>? sideApi, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var host = await KestrelHost.StartAsync(new EngineApplication(runtime, sideApi), endPoint, cancellationToken).ConfigureAwait(false);
        runtime.State.BaseAddress = host.Address;
        return new SeedanceMockServer(runtime, host);
    }

    private protected override ValueTask CloseAsync() => _host.DisposeAsync();

    private protected override HttpMessageHandler Connect() => ServiceHandler.Create();
}
