using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Faults.Tests;

/// <summary>A request as it came over the socket.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its query.</param>
/// <param name="Head">The request line and the headers.</param>
/// <param name="Body">The body.</param>
/// <param name="Number">The number of this request among those of its method and path, from 1.</param>
internal sealed record Received(string Method, string Path, string Head, string Body, int Number);

/// <summary>
/// A service on a socket that responds with the bytes it is told, and counts what it accepted. It is written for this table alone and
/// shares no code with the mock, the client or a web server.
/// </summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Received> _received = [];
    private readonly Func<Received, FaultResponse> _response;
    private readonly Task _accepting;
    private int _accepted;

    public FaultServer(Func<Received, FaultResponse> response)
    {
        _response = response;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    /// <summary>How many submissions the service accepted and charged.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many submissions reached the service.</summary>
    public int Submissions => _received.Count(Documents.IsSubmission);

    /// <summary>Refuses every further connection.</summary>
    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the table, or of the listener between two connections.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var open = socket;
        try
        {
            var unread = Array.Empty<byte>();
            while (await ReadAsync(socket, unread) is var (received, rest))
            {
                unread = rest;
                _received.Enqueue(received);
                var response = _response(received);
                if (response.Accepts)
                    Interlocked.Increment(ref _accepted);
                for (var sent = 0; sent < response.Bytes.Length;)
                    sent += await socket.SendAsync(response.Bytes.AsMemory(sent), _end.Token);
                if (!await GoOnAsync(socket, response.Then))
                    return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client went, or the table ended.
        }
    }

    private async Task<bool> GoOnAsync(Socket socket, Then then)
    {
        switch (then)
        {
            case Then.Close:
                socket.Shutdown(SocketShutdown.Send);
                return false;
            case Then.Reset:
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case Then.Hang:
                await Task.Delay(Timeout.Infinite, _end.Token);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Reads one request, and what came after it; null at the end of the connection.</summary>
    private async Task<(Received Received, byte[] Next)?> ReadAsync(Socket socket, byte[] unread)
    {
        var bytes = unread.ToList();
        var buffer = new byte[8192];
        while (true)
        {
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end && LengthOf(text[..end]) is var length
                && bytes.Count >= end + 4 + length)
            {
                var first = text.Split(' ', 3);
                var path = first[1].StartsWith("http", StringComparison.Ordinal) ? new Uri(first[1]).PathAndQuery : first[1];
                var number = _numbers.AddOrUpdate(first[0] + path, 1, (_, before) => before + 1);
                var received = new Received(first[0], path, text[..end], text.Substring(end + 4, length), number);
                return (received, [.. bytes.Skip(end + 4 + length)]);
            }

            var count = await socket.ReceiveAsync(buffer, _end.Token);
            if (count == 0)
                return null;
            bytes.AddRange(buffer.AsSpan(0, count));
        }
    }

    private static int LengthOf(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.AsSpan("Content-Length:".Length), CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
