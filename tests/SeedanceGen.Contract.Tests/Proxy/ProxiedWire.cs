using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.TestKit.Proxy;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>
/// The way through the proxy for many services. The proxy has one upstream only, a switchboard, which sends each request on to the service
/// that it is meant for. In front of the proxy, an entrance records each request and how the proxy responds.
/// </summary>
internal sealed class ProxiedWire : IAsyncDisposable
{
    private const string Number = ProxyHeaders.Prefix + "number";

    private readonly WebApplication _entrance;
    private readonly WebApplication _switchboard;
    private readonly ConcurrentQueue<ProxiedExchange> _exchanges = new();
    private readonly ConcurrentDictionary<string, ProxiedExchange> _underWay = new();
    private readonly Func<ProxiedExchange, byte[], byte[]> _spoil;

    /// <summary>
    /// To the proxy, which closes a connection that is idle for five seconds: it must not do so while the next request is written.
    /// </summary>
    private readonly HttpMessageInvoker _toProxy = new(Handler(Timeout.InfiniteTimeSpan));

    /// <summary>To the services: each request has a connection of its own, because ports are used again.</summary>
    private readonly HttpMessageInvoker _toService = new(Handler(TimeSpan.Zero));

    private int _numbers;
    private SpecServer _proxy = null!;

    private ProxiedWire(Func<ProxiedExchange, byte[], byte[]>? spoil)
    {
        _spoil = spoil ?? ((_, body) => body);
        _entrance = Listener(EnterAsync);
        _switchboard = Listener(SwitchAsync);
    }

    /// <summary>Where the client's tests send their requests.</summary>
    public Uri Entrance => AddressOf(_entrance);

    /// <summary>Every exchange so far.</summary>
    public IReadOnlyList<ProxiedExchange> Exchanges => [.. _exchanges];

    /// <param name="spoil">Changes the body of a service's response before the proxy sees it.</param>
    public static async Task<ProxiedWire> StartAsync(Func<ProxiedExchange, byte[], byte[]>? spoil = null)
    {
        var wire = new ProxiedWire(spoil);
        await wire._switchboard.StartAsync();
        wire._proxy = await SpecServer.StartProxyAsync(AddressOf(wire._switchboard));
        await wire._entrance.StartAsync();
        return wire;
    }

    /// <summary>How many requests the proxy says that it forwarded.</summary>
    public int Forwarded => Lines("Forwarding \"").Count;

    /// <summary>The lines of the proxy's log with a part in them.</summary>
    public IReadOnlyList<string> Lines(string part) =>
        [.. _proxy.Log.Split('\n').Where(line => line.Contains(part, StringComparison.OrdinalIgnoreCase))];

    /// <summary>
    /// Waits until the proxy has responded to every request, also in exchanges that a test gave up, and has printed a line for each: the
    /// line comes later than the response.
    /// </summary>
    public Task UntilQuietAsync() => _proxy.UntilPrintedAsync(
        _ => _exchanges.All(exchange => exchange.IsOver) && Forwarded >= _exchanges.Count(exchange => exchange.ServiceStatus is not null));

    public async ValueTask DisposeAsync()
    {
        await _entrance.DisposeAsync();
        _proxy?.Dispose();
        await _switchboard.DisposeAsync();
        _toProxy.Dispose();
        _toService.Dispose();
    }

    private async Task EnterAsync(HttpContext context)
    {
        var exchange = new ProxiedExchange(
            context.Request.Headers[ProxyHeaders.Test].ToString(), context.Request.Method, context.Request.Path);
        var number = Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);
        _underWay[number] = exchange;
        _exchanges.Enqueue(exchange);
        using var request = await RelayedExchange.ToRequestAsync(context, _proxy.Address, static _ => true);
        request.Headers.Add(Number, number);

        try
        {
            var response = await RelayedExchange.SendAsync(_toProxy, request);
            exchange.Violation = response.Violation;
            await response.WriteAsync(context, response.Body);
        }
        finally
        {
            exchange.IsOver = true;
        }
    }

    private async Task SwitchAsync(HttpContext context)
    {
        _underWay.TryRemove(context.Request.Headers[Number].ToString(), out var exchange);
        var response = context.Request.Headers[ProxyHeaders.Response].ToString() is { Length: > 0 } played
            ? RelayedExchange.From(PlayedResponse.FromHeader(played))
            : await ServiceResponseAsync(context);
        exchange!.ServiceStatus = response.Status;
        exchange.JobStatus = ProxiedExchange.JobStatusOf(response.Body);
        await response.WriteAsync(context, _spoil(exchange, response.Body));
    }

    private async Task<RelayedExchange> ServiceResponseAsync(HttpContext context)
    {
        var service = new Uri($"http://{context.Request.Headers[ProxyHeaders.Upstream]}");
        using var request = await RelayedExchange.ToRequestAsync(
            context, service, static name => !name.StartsWith(ProxyHeaders.Prefix, StringComparison.OrdinalIgnoreCase));
        try
        {
            return await RelayedExchange.SendAsync(_toService, request);
        }
        catch (HttpRequestException failure)
        {
            // The proxy reports it, because the description has no such response.
            return RelayedExchange.Broken(failure.Message);
        }
    }

    private static SocketsHttpHandler Handler(TimeSpan connectionLifetime) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = connectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        ActivityHeadersPropagator = null,
    };

    private static WebApplication Listener(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.AddServerHeader = false;
        });
        var application = builder.Build();
        application.Run(handle);
        return application;
    }

    private static Uri AddressOf(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
