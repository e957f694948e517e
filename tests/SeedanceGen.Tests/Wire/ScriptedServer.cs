using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Tests.Wire;

/// <summary>A server on a real socket that responds to each request with the next scripted response; the last one repeats.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly SocketResponse[] _responses;
    private readonly Task _accepting;
    private int _next;

    public ScriptedServer(params SocketResponse[] responses)
    {
        _responses = responses;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public SeedanceClient CreateClient(SeedanceClientOptions? options = null) => new(
        "sd2_live_test",
        new SeedanceClientOptions
        {
            BaseAddress = BaseAddress,
            TimeProvider = options?.TimeProvider ?? TimeProvider.System,
            AttemptTimeout = options?.AttemptTimeout ?? TimeSpan.FromSeconds(30),
            MaxResponseBytes = options?.MaxResponseBytes ?? 1024 * 1024,
        });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped, before or while it waited for the next connection.
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var isUnread = _responses[Math.Min(Volatile.Read(ref _next), _responses.Length - 1)] == OnSocket.ResetUnread;
                if ((isUnread ? await SeeAsync(socket) : await ReadAsync(socket)) is not { } request)
                    return;

                _requests.Enqueue(request);
                var index = Math.Min(Interlocked.Increment(ref _next) - 1, _responses.Length - 1);
                await _responses[index](request, socket, _stopping.Token);
                if (socket.Connected)
                    socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went away, or the server stops.
            }
        }
    }

    /// <summary>Waits until a request comes, and reads nothing of it.</summary>
    private async Task<ReceivedRequest?> SeeAsync(Socket socket)
    {
        await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, _stopping.Token);
        return ReceivedRequest.Unread;
    }

    private async Task<ReceivedRequest?> ReadAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var chunk = new byte[8192];
        int end;
        while ((end = HeadEnd(bytes)) < 0)
        {
            var read = await socket.ReceiveAsync(chunk, _stopping.Token);
            if (read == 0)
                return null;
            bytes.AddRange(chunk.AsSpan(0, read));
        }

        var lines = Encoding.ASCII.GetString([.. bytes[..end]]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (bytes.Count < end + 4 + length)
        {
            var read = await socket.ReceiveAsync(chunk, _stopping.Token);
            if (read == 0)
                return null;
            bytes.AddRange(chunk.AsSpan(0, read));
        }

        var first = lines[0].Split(' ');
        return new ReceivedRequest(first[0], first[1], headers, Encoding.UTF8.GetString([.. bytes[(end + 4)..(end + 4 + length)]]));
    }

    private static int HeadEnd(List<byte> bytes) => Encoding.ASCII.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
}
