using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Kestrel on a loopback port, or at the address that a standalone host chooses. It runs without a web host: that starts faster, and
/// neither environment variables nor configuration files nor signal handlers of the process that runs the tests can reach it.
/// </summary>
internal sealed class SocketTransport : IMockTransport
{
    private readonly KestrelServer _server;

    private SocketTransport(KestrelServer server, Uri address) => (_server, Address) = (server, address);

    public Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="engine">The current engine; a reset replaces it.</param>
    /// <param name="endPoint">Where to listen; port 0 for a free one.</param>
    /// <param name="extension">Responds to requests that are not for the engine; null when all are.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<SocketTransport> StartAsync(
        Func<MockEngine> engine, IPEndPoint endPoint, ServerExtension? extension, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(endPoint, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var sockets = new SocketTransportFactory(Options.Create(SocketOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(engine, extension), cancellationToken).ConfigureAwait(false);
            var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            return new SocketTransport(server, new Uri(address));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };

    /// <summary>Frees the port at once; a request that is still running is broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }

    /// <summary>Path and query as they were sent.</summary>
    /// <remarks>The raw target keeps an escaped slash inside of a path segment; its absolute form is for proxies only.</remarks>
    public static string TargetOf(IHttpRequestFeature request) => request.RawTarget.StartsWith('/')
        ? request.RawTarget
        : new PathString(request.Path).ToUriComponent() + request.QueryString;

    /// <summary>Runs what comes before the response, and notices when the caller does not wait for it.</summary>
    public static async Task PrecedeAsync(Func<Task> beforehand, Exchange? exchange, IFeatureCollection context)
    {
        var callerLeft = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        using var watch = callerLeft.UnsafeRegister(static exchange => ((Exchange?)exchange)?.HangUp(), exchange);
        await beforehand().ConfigureAwait(false);
    }

    /// <summary>
    /// One thread reads a request and writes its response, instead of three in turn: the engine responds without waiting. Connections are
    /// few and short, so each may keep its buffer while it is idle.
    /// </summary>
    private static SocketTransportOptions SocketOptions() =>
        new() { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false };

    /// <summary>Reads requests and writes responses. It uses the server's features themselves: no context object is needed.</summary>
    private sealed class Application(Func<MockEngine> current, ServerExtension? extension) : IHttpApplication<IFeatureCollection>
    {
        private readonly RequestInterceptor? _interceptor = extension?.Interceptor;
        private readonly ConnectionInterceptor? _connections = extension?.Connections;
        private DateStamp _lastDate = new(Second: -1, "");

        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        public async Task ProcessRequestAsync(IFeatureCollection context)
        {
            if (_connections?.Invoke(context) is { } taken)
            {
                await taken.ConfigureAwait(false);
                return;
            }

            var request = await ReadAsync(context).ConfigureAwait(false);
            var engine = current();
            var response = engine.RejectHost(request)
                ?? (_interceptor?.Invoke(request) is { } intercepted
                    ? await intercepted.ConfigureAwait(false)
                    : engine.Respond(request));
            if (response.Beforehand is { } beforehand)
                await PrecedeAsync(beforehand, response.Exchange, context).ConfigureAwait(false);
            response.Exchange?.Deliver();
            if (response.Transmission is { } transmission)
            {
                var faulted = new SocketTransmission(engine.Clock, engine.BaseAddress, request, response, transmission);
                await faulted.PlayAsync(context).ConfigureAwait(false);
                return;
            }

            try
            {
                await WriteAsync(context, response, DateOf(engine.Clock.Now)).ConfigureAwait(false);
            }
            catch
            {
                response.Exchange?.HangUp();
                throw;
            }
            finally
            {
                response.Afterwards?.Invoke();
            }
        }

        private static async ValueTask<MockRequest> ReadAsync(IFeatureCollection context)
        {
            var request = context.GetRequiredFeature<IHttpRequestFeature>();
            var body = context.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
                ? default(ReadOnlyMemory<byte>)
                : await MockRequest.ReadBodyAsync(context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader, request.Headers)
                    .ConfigureAwait(false);
            return new MockRequest(request.Method, TargetOf(request), request.Headers, body ?? default) { IsTooLarge = body is null };
        }

        private static async ValueTask WriteAsync(IFeatureCollection context, MockResponse response, string date)
        {
            var head = context.GetRequiredFeature<IHttpResponseFeature>();
            var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
            head.StatusCode = response.StatusCode;
            head.Headers.Date = date;
            foreach (var (name, value) in response.Headers)
                head.Headers[name] = value;

            if (response.Stream is { } stream)
            {
                head.Headers.ContentType = response.ContentType;
                await stream(body.Writer).ConfigureAwait(false);
            }
            else if (response.HasContent)
            {
                head.Headers.ContentType = response.ContentType;
                head.Headers.ContentLength = response.Body.Length;
                await body.Writer.WriteAsync(response.Body).ConfigureAwait(false);
            }

            if (response.Afterwards is not null)
                await body.CompleteAsync().ConfigureAwait(false);
        }

        /// <summary>The text of the <c>Date</c> header, which is made once for each second of the server's clock.</summary>
        private string DateOf(DateTimeOffset now)
        {
            var second = now.UtcTicks / TimeSpan.TicksPerSecond;
            var last = Volatile.Read(ref _lastDate);
            if (last.Second == second)
                return last.Text;

            last = new DateStamp(second, ResponseHead.DateOf(now));
            Volatile.Write(ref _lastDate, last);
            return last.Text;
        }

        private sealed record DateStamp(long Second, string Text);
    }
}

/// <summary>Responds to a request in place of the engine; null leaves the request to the engine.</summary>
internal delegate Task<MockResponse>? RequestInterceptor(MockRequest request);

/// <summary>
/// Takes a request over before it is read, with its connection, and checks its host itself; null leaves the request to the mock.
/// </summary>
internal delegate Task? ConnectionInterceptor(IFeatureCollection context);

/// <summary>What responds at the port of a server besides its engine.</summary>
/// <param name="Interceptor">Responds to requests that were read; null when there is none.</param>
/// <param name="Connections">Takes whole connections over; null when there is none.</param>
internal sealed record ServerExtension(RequestInterceptor? Interceptor, ConnectionInterceptor? Connections);

/// <summary>Carries requests to a mock and its responses back. After its disposal no request reaches the mock.</summary>
internal interface IMockTransport : IAsyncDisposable
{
    /// <summary>Makes a handler that leads to the mock; it follows no redirect.</summary>
    HttpMessageHandler CreateHandler();
}
