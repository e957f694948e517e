using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Posts bodies to receivers on this machine, or by the handler of an application under test. No redirect, proxy or host name leads to
/// another machine.
/// </summary>
internal sealed class WebhookPost(Func<HttpMessageHandler>? handler) : IDisposable
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>A receiver that responds without end is not read to the end; none needs more.</summary>
    private const int LongestResponse = 64 * 1024;

    private readonly Lazy<HttpClient> _client = new(static () => new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>
    /// Why nothing may be sent to an address: a test never calls out, so a webhook goes to this machine or nowhere; null when it may be
    /// sent.
    /// </summary>
    public string? ObjectionTo(Uri url)
    {
        if (!url.IsAbsoluteUri)
            return "not delivered: not an absolute URL";
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return "not delivered: neither http nor https";

        return url.IsLoopback || handler is not null ? null : "not delivered: not a loopback address";
    }

    /// <summary>Returns the receiver's status code.</summary>
    public async Task<int> SendAsync(
        Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (handler is not null)
            return await SendByHandlerAsync(handler(), request, url, cancellationToken).ConfigureAwait(false);

        using var response = await _client.Value
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private static async Task<int> SendByHandlerAsync(
        HttpMessageHandler handler, HttpRequestMessage request, Uri url, CancellationToken cancellationToken)
    {
        // The handler is the test's, so the test disposes of it. An attempt does not wait for a handler that ignores the token.
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var response = await invoker.SendAsync(request, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (response.RequestMessage is { RequestUri: { } last } && last != url)
        {
            throw new IOException(
                $"{nameof(SeedanceMockOptions.WebhookHandler)} followed a redirect to {last.GetLeftPart(UriPartial.Authority)}; "
                    + "the service is not known to follow any. Pass a handler that follows none.");
        }

        await DrainAsync(response, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    /// <summary>Reads a response: an application in memory is aborted when its response is left before it has ended.</summary>
    private static async Task DrainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (int total = 0, read; total < LongestResponse; total += read)
            {
                read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return;
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status code has come, and it alone says whether the receiver took the webhook.
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // A name is not resolved: a name server may give any machine for "loopback".
        var address = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal) ? literal : null;
        if (address is not null && !IPAddress.IsLoopback(address))
            throw new IOException($"{address} is not on this machine.");

        var port = context.DnsEndPoint.Port;
        var socket = address is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (address is null)
                await socket.ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], port, cancellationToken).ConfigureAwait(false);
            else
                await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
