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
/// The way through the proxy for many services: the proxy knows one upstream alone, so a switchboard stands there, which sends each request
/// on to the service that it was meant for. Before the proxy is an entrance, which notes what comes in and what the proxy makes of it.
/// </summary>
internal sealed class JudgedWire : IAsyncDisposable
{
    private const string Number = ProxyHeaders.Prefix + "number";

    private readonly WebApplication _entrance;
    private readonly WebApplication _switchboard;
    private readonly ConcurrentQueue<JudgedExchange> _exchanges = new();
    private readonly ConcurrentDictionary<string, JudgedExchange> _underWay = new();
    private readonly Func<JudgedExchange, byte[], byte[]> _spoil;

    /// <summary>
    /// To the proxy, which closes a connection that is idle for five seconds: it must not do so while the next request is written.
    /// </summary>
    private readonly HttpMessageInvoker _toProxy = new(Handler(Timeout.InfiniteTimeSpan));

    /// <summary>To the services: each request on a connection of its own, since a port may be another service's a moment later.</summary>
    private readonly HttpMessageInvoker _toService = new(Handler(TimeSpan.Zero));

    private int _numbers;
    private SpecServer _proxy = null!;

    private JudgedWire(Func<JudgedExchange, byte[], byte[]>? spoil)
    {
        _spoil = spoil ?? ((_, body) => body);
        _entrance = Listener(EnterAsync);
        _switchboard = Listener(SwitchAsync);
    }

    /// <summary>Where the client's tests send their requests.</summary>
    public Uri Entrance => AddressOf(_entrance);

    /// <summary>All that went through.</summary>
    public IReadOnlyList<JudgedExchange> Exchanges => [.. _exchanges];

    /// <param name="spoil">Changes the body of a service's answer, before the proxy sees it.</param>
    public static async Task<JudgedWire> StartAsync(Func<JudgedExchange, byte[], byte[]>? spoil = null)
    {
        var wire = new JudgedWire(spoil);
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
    /// Waits until the proxy has answered everything, the exchanges that their test gave up too, and has printed it: a line comes later
    /// than the answer that it tells of.
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
        var exchange = new JudgedExchange(
            context.Request.Headers[ProxyHeaders.Test].ToString(), context.Request.Method, context.Request.Path);
        var number = Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);
        _underWay[number] = exchange;
        _exchanges.Enqueue(exchange);
        using var request = await RelayedExchange.ToRequestAsync(context, _proxy.Address, static _ => true);
        request.Headers.Add(Number, number);

        try
        {
            var answer = await RelayedExchange.SendAsync(_toProxy, request);
            exchange.Violation = answer.Violation;
            await answer.WriteAsync(context, answer.Body);
        }
        finally
        {
            exchange.IsOver = true;
        }
    }

    private async Task SwitchAsync(HttpContext context)
    {
        _underWay.TryRemove(context.Request.Headers[Number].ToString(), out var exchange);
        var answer = context.Request.Headers[ProxyHeaders.Response].ToString() is { Length: > 0 } played
            ? RelayedExchange.From(PlayedResponse.FromHeader(played))
            : await ServiceAnswerAsync(context);
        exchange!.ServiceStatus = answer.Status;
        exchange.JobStatus = JudgedExchange.JobStatusOf(answer.Body);
        await answer.WriteAsync(context, _spoil(exchange, answer.Body));
    }

    private async Task<RelayedExchange> ServiceAnswerAsync(HttpContext context)
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
            // The proxy objects to it: an answer that never came is none that the description has.
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
