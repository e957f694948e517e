using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Faults.Tests;

/// <summary>
/// Connections that never came up: not one byte of the request was sent, so nothing was submitted and nothing is charged.
/// </summary>
internal static class ConnectionFaults
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    /// <summary>What a server does with a new connection, before any HTTP.</summary>
    private static readonly (string Name, Func<Socket, CancellationToken, Task> Meet)[] Greetings =
    [
        ("says nothing", static (_, end) => Task.Delay(Timeout.Infinite, end)),
        ("closes at once", static (_, _) => Task.CompletedTask),
        ("responds in plain HTTP", static (socket, _) => SayAsync(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")),
        ("responds with bytes of no protocol", static (socket, _) => SayAsync(socket, "SSH-2.0-OpenSSH_9.6\r\n")),
    ];

    private static readonly (string Name, string Response)[] Proxies =
    [
        ("demands a password", "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
        ("refuses", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
        ("cannot reach the service", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"),
        ("asks for a pause", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
        ("opens the tunnel, then nothing", "HTTP/1.1 200 OK\r\n\r\n"),
        ("says nothing", string.Empty),
    ];

    public static IEnumerable<FaultRow> Rows { get; } =
    [
        .. Both("a port without a listener", () => new Listener(null), "http"),
        .. Both("a firewall that drops packets", () => new Listener(null, isFull: true), "http"),
        .. from greeting in Greetings
           from row in Both($"a server that {greeting.Name} when TLS begins", () => new Listener(greeting.Meet), "https")
           select row,
        .. from proxy in Proxies
           from row in Both(
               $"a proxy that {proxy.Name}",
               () => new Listener(async (socket, end) =>
               {
                   await SayAsync(socket, proxy.Response);
                   await Task.Delay(Timeout.Infinite, end);
               }),
               scheme: "https",
               isProxy: true)
           select row,
        Row("an unknown host", "submit", Says.NotCharged, client => client.SubmitAsync(Request), _ => Says.Accepted, null, "https"),
        new FaultRow("the service is gone after the acceptance", MoneyGuide.Accepted, "generate, every poll", Says.GoesOn, 1, AloneAsync),
    ];

    private static IEnumerable<FaultRow> Both(string fault, Func<Listener> listener, string scheme, bool isProxy = false) =>
    [
        Row(fault, "submit", Says.NotCharged, client => client.SubmitAsync(Request), _ => Says.Accepted, listener, scheme, isProxy),
        Row(fault, "get", Says.Error, client => client.GetAsync(Documents.JobId), _ => Says.Value, listener, scheme, isProxy),
    ];

    private static FaultRow Row<T>(
        string fault,
        string operation,
        Says expected,
        Func<SeedanceClient, Task<T>> call,
        Func<T, Says> of,
        Func<Listener>? listener,
        string scheme,
        bool isProxy = false) =>
        new(fault, MoneyGuide.NotReached, operation, expected, 0, async () =>
        {
            await using var peer = listener?.Invoke();
            var address = peer is null || isProxy ? new Uri("https://seedance.invalid") : new Uri($"{scheme}://127.0.0.1:{peer.Port}");
            await using var client = FaultOperations.ClientOf(address, options =>
            {
                options.ConnectTimeout = TimeSpan.FromMilliseconds(300);
                if (isProxy)
                {
                    options.HttpHandler = new SocketsHttpHandler
                    {
                        Proxy = new WebProxy($"http://127.0.0.1:{peer!.Port}"),
                        AllowAutoRedirect = false,
                        ConnectTimeout = options.ConnectTimeout,
                    };
                }
            });
            return await Observed.OfAsync(() => call(client), of);
        });

    /// <summary>A service that accepts a job and then closes its connections and its port.</summary>
    private static async Task<Observed> AloneAsync()
    {
        FaultServer? service = null;
        await using var server = service = new FaultServer(_ =>
        {
            service!.StopListening();
            return FaultResponse.Of(Documents.Accepted) with { Then = Then.Close };
        });
        await using var client = FaultOperations.ClientOf(server.Address);
        return await Observed.OfAsync(() => client.GenerateAsync(Request), _ => Says.Finished, server);
    }

    private static async Task SayAsync(Socket socket, string response)
    {
        await socket.ReceiveAsync(new byte[4096]);
        await socket.SendAsync(Encoding.ASCII.GetBytes(response));
    }

    /// <summary>A port that meets connections in its own way. With nothing to do it is closed, or open with a queue that is full.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _queued = [];
        private readonly CancellationTokenSource _end = new();

        public Listener(Func<Socket, CancellationToken, Task>? meet, bool isFull = false)
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
            if (isFull)
                FillQueue();
            else if (meet is not null)
                _ = MeetAsync(meet);
        }

        public int Port { get; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _socket.Dispose();
            _queued.ForEach(queued => queued.Dispose());
        }

        /// <summary>The system drops the packets of connections beyond the queue of a listener that accepts none.</summary>
        private void FillQueue()
        {
            _socket.Listen(0);
            for (var count = 0; count < 8; count++)
            {
                var queued = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _queued.Add(queued);
                try
                {
                    queued.Connect(IPAddress.Loopback, Port);
                }
                catch (SocketException)
                {
                    // The connection is under way; it need not come up.
                }
            }
        }

        private async Task MeetAsync(Func<Socket, CancellationToken, Task> meet)
        {
            _socket.Listen();
            try
            {
                while (true)
                    _ = MeetOneAsync(await _socket.AcceptAsync(_end.Token), meet);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The end of the row.
            }
        }

        private async Task MeetOneAsync(Socket connection, Func<Socket, CancellationToken, Task> meet)
        {
            using var open = connection;
            try
            {
                await meet(connection, _end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went, or the row ended.
            }
        }
    }
}
