using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.TestKit;

/// <summary>A web server on a free port of this machine: one request for each connection.</summary>
/// <remarks>It speaks just enough HTTP for tests, so that the test projects that need no web server do not reference one.</remarks>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<LoopbackRequest, CancellationToken, Task<LoopbackResponse>> _respond;

    /// <param name="respond">Makes the response to a request; its token ends with the server.</param>
    public LoopbackServer(Func<LoopbackRequest, CancellationToken, Task<LoopbackResponse>> respond)
    {
        _respond = respond;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

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
            // The server was disposed of.
        }
    }

    private async Task ReceiveAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                var response = await _respond(await ReadAsync(stream), _closing.Token).WaitAsync(_closing.Token);
                await stream.WriteAsync(response.ToBytes(), _closing.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or EndOfStreamException)
            {
                // The sender has gone, or the server was disposed of.
            }
        }
    }

    private async Task<LoopbackRequest> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(next, _closing.Token);
            head.Add(next[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _closing.Token);
        return new LoopbackRequest(start[0], new Uri(Address, start[1]), headers, body);
    }
}

/// <summary>A request that arrived.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">Its address.</param>
/// <param name="Headers">Its headers; their names have no case.</param>
/// <param name="Body">Its body.</param>
public sealed record LoopbackRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>The response to a request; it ends the connection.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body; null for none.</param>
/// <param name="Headers">Its headers; one without a value is left out.</param>
public sealed record LoopbackResponse(int Status, byte[]? Body = null, params (string Name, string? Value)[] Headers)
{
    public byte[] ToBytes()
    {
        var body = Body ?? [];
        var head = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Status\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"));
        foreach (var (name, value) in Headers.Where(header => header.Value is not null))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
