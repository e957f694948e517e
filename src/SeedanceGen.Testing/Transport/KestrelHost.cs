using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Kestrel on a loopback port, or where a host of its own wants it. It runs without a web host: that starts faster, and neither environment variables nor
/// configuration files nor signal handlers of the process that runs the tests can reach it.
/// </summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private KestrelHost(KestrelServer server, Uri address) => (_server, Address) = (server, address);

    public Uri Address { get; }

    public static async Task<KestrelHost> StartAsync(EngineApplication application, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(endPoint, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(Transport()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            return new KestrelHost(server, new Uri(address));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A request is read, answered and written on the thread that its bytes woke up, instead of on three after each other: the engine answers
    /// without waiting, so there is nothing to hand over for. Connections are few and short, so each may hold its buffer while it is idle.
    /// </summary>
    private static SocketTransportOptions Transport() => new() { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false };

    /// <summary>Frees the port at once; a request that is still running is broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }
}
