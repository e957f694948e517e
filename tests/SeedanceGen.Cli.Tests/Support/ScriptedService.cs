using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>A service on a loopback socket that sends scripted responses; null closes the connection.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<string, Task<string?>> _script;
    private readonly Task _serving;

    private ScriptedService(Func<string, Task<string?>> script)
    {
        _script = script;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public static ScriptedService Responding(params string?[] responses)
    {
        var next = 0;
        return new ScriptedService(_ => Task.FromResult(responses[Math.Min(next++, responses.Length - 1)]));
    }

    /// <summary>A service that keeps each request, as text, and sends the same response to all of them.</summary>
    public static ScriptedService Recording(List<string> requests, string response) => new(request =>
    {
        requests.Add(request);
        return Task.FromResult<string?>(response);
    });

    /// <summary>A service that calls back for each request before it responds.</summary>
    public static ScriptedService Calling(Action onRequest, string response) => new(_ =>
    {
        onRequest();
        return Task.FromResult<string?>(response);
    });

    /// <summary>A service that calls back for each request and never responds.</summary>
    public static ScriptedService Silent(Action onRequest) => new(_ =>
    {
        onRequest();
        return new TaskCompletionSource<string?>().Task;
    });

    /// <summary>The address of a service that has ended.</summary>
    public static async Task<Uri> GoneAsync()
    {
        await using var service = Responding([null]);
        return service.Address;
    }

    public static string Response(int status, string body, params string[] headers) =>
        $"HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + $"{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptSocketAsync(_closing.Token);
                var request = await ReadAsync(connection);
                if (await _script(request).WaitAsync(_closing.Token) is { } response)
                    await connection.SendAsync(Encoding.UTF8.GetBytes(response), _closing.Token);
            }
        }
        catch (Exception closed)
            when (closed is OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test has ended, or the tool has closed the connection.
        }
    }

    /// <summary>Reads a whole request: the head, and the body by its announced length.</summary>
    private async Task<string> ReadAsync(Socket connection)
    {
        var text = string.Empty;
        var buffer = new byte[8192];
        while (!IsWhole(text))
        {
            var count = await connection.ReceiveAsync(buffer, _closing.Token);
            if (count == 0)
                break;
            text += Encoding.Latin1.GetString(buffer, 0, count);
        }

        return text;
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;

        const string LengthHeader = "Content-Length: ";
        var start = text.IndexOf(LengthHeader, StringComparison.OrdinalIgnoreCase);
        var length = start < 0
            ? 0
            : int.Parse(text.AsSpan()[(start + LengthHeader.Length)..text.IndexOf('\r', start)], CultureInfo.InvariantCulture);
        return text.Length >= end + 4 + length;
    }
}
