using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SeedanceGen.Testing.Service;

/// <summary>Posts bodies to receivers on this machine. No redirect, proxy or host name leads to another machine.</summary>
internal sealed class WebhookPost : IDisposable
{
    public const string ContentType = "application/json; charset=utf-8";

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
    public static string? ObjectionTo(Uri url)
    {
        if (!url.IsAbsoluteUri)
            return "not delivered: not an absolute URL";
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return "not delivered: neither http nor https";

        return url.IsLoopback ? null : "not delivered: not a loopback address";
    }

    /// <summary>Returns the receiver's status code.</summary>
    public async Task<int> SendAsync(Uri url, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
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
