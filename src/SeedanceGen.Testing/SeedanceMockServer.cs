using System.Net;
using SeedanceGen.Testing.Transport;

namespace SeedanceGen.Testing;

/// <summary>The mock on a free loopback port. Servers are independent of each other and start in a few milliseconds.</summary>
public sealed class SeedanceMockServer : SeedanceMock
{
    private SeedanceMockServer(SeedanceMockOptions options)
        : base(options)
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The server, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static Task<SeedanceMockServer> StartAsync(SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        return StartAsync(options, new IPEndPoint(IPAddress.Loopback, port: 0), interceptor: null, cancellationToken);
    }

    /// <summary>Starts a server at an address, with an interceptor that responds to requests in place of the mock.</summary>
    internal static async Task<SeedanceMockServer> StartAsync(
        SeedanceMockOptions options,
        IPEndPoint endPoint,
        Func<SeedanceMockServer, RequestInterceptor>? interceptor,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var server = new SeedanceMockServer(options);
        server.Attach(await SocketTransport
            .StartAsync(server.CurrentEngine, endPoint, interceptor?.Invoke(server), cancellationToken)
            .ConfigureAwait(false));
        return server;
    }
}
