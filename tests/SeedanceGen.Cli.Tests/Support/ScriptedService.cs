using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>A service on a loopback socket that answers each request with what the script says; null breaks the connection.</summary>
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

    public static ScriptedService Answering(params string?[] answers)
    {
        var next = 0;
        return new ScriptedService(_ => Task.FromResult(answers[Math.Min(next++, answers.Length - 1)]));
    }

    /// <summary>A service that tells when a request has come, and never answers it.</summary>
    public static ScriptedService Silent(Action onRequest) => new(_ =>
    {
        onRequest();
        return new TaskCompletionSource<string?>().Task;
    });

    /// <summary>The address of a service that is no longer there.</summary>
    public static async Task<Uri> GoneAsync()
    {
        await using var service = Answering([null]);
        return service.Address;
    }

    public static string Answer(int status, string body, params string[] headers) =>
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
                if (await _script(request).WaitAsync(_closing.Token) is { } answer)
                    await connection.SendAsync(Encoding.UTF8.GetBytes(answer), _closing.Token);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over, or the tool has gone away.
        }
    }

    /// <summary>Reads a request whole: its head, and as much of a body as the head announces.</summary>
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
            : int.Parse(text.AsSpan(start + LengthHeader.Length, text.IndexOf('\r', start) - start - LengthHeader.Length),
                CultureInfo.InvariantCulture);
        return text.Length >= end + 4 + length;
    }
}
