using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace SeedanceGen.TestKit.Mock;

/// <summary>A user's webhook endpoint: keeps what arrives and responds as told.</summary>
/// <remarks>It speaks just enough HTTP for a webhook, so that the test projects that need no web server do not reference one.</remarks>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<WebhookResponse, Task> _respond;

    private WebhookReceiver(Func<WebhookResponse, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}/hook");
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>How many webhooks have arrived and were not taken by <see cref="NextAsync"/>.</summary>
    public int Waiting => _received.Reader.Count;

    /// <summary>Starts a receiver whose responses are sent when the given task completes, with status 200 unless it sets another.</summary>
    public static Task<WebhookReceiver> StartAsync(Func<WebhookResponse, Task> respond) => Task.FromResult(new WebhookReceiver(respond));

    public static Task<WebhookReceiver> StartAsync(int statusCode = 204) => StartAsync(response =>
    {
        response.StatusCode = statusCode;
        return Task.CompletedTask;
    });

    /// <summary>The next webhook, waited for within bounds.</summary>
    public async Task<ReceivedWebhook> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _received.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ReceiveAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The receiver was disposed of.
        }
    }

    private async Task ReceiveAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                await _received.Writer.WriteAsync(await ReadAsync(stream), _closing.Token);
                var response = new WebhookResponse();
                await _respond(response).WaitAsync(_closing.Token);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(response.ToString()), _closing.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or EndOfStreamException)
            {
                // The sender has gone, or the receiver was disposed of.
            }
        }
    }

    private async Task<ReceivedWebhook> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(next, _closing.Token);
            head.Add(next[0]);
        }

        var headers = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _closing.Token);
        return new ReceivedWebhook(Encoding.UTF8.GetString(body), headers);
    }
}

/// <summary>A webhook that arrived.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Its headers; their names have no case.</param>
public sealed record ReceivedWebhook(string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>The response to a webhook, which a test may change.</summary>
public sealed class WebhookResponse
{
    public int StatusCode { get; set; } = 200;

    /// <summary>Where a redirect leads; null for no such header.</summary>
    public Uri? Location { get; set; }

    /// <summary>The response as it is sent; it has no body and ends the connection.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {StatusCode} Status\r\n{(Location is null ? "" : $"Location: {Location}\r\n")}"
            + $"Content-Length: 0\r\nConnection: close\r\n\r\n");
}
