using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SeedanceGen.Testing;

namespace SeedanceGen.Tests.Wire;

/// <summary>What a server does with a request that it has read: exact bytes, then the end of the connection.</summary>
internal delegate Task SocketResponse(ReceivedRequest request, Socket socket, CancellationToken stopping);

/// <summary>The responses that tests script.</summary>
internal static class OnSocket
{
    public static SocketResponse Json(string body, int status = 200, string headers = "") =>
        Bytes(Head(status, Encoding.UTF8.GetByteCount(body), "Content-Type: application/json\r\n" + headers) + body);

    public static SocketResponse Status(int status, string body = "", string headers = "") =>
        Bytes(Head(status, Encoding.UTF8.GetByteCount(body), headers) + body);

    /// <summary>An error in the documented envelope.</summary>
    public static SocketResponse Error(int status, string headers = "") =>
        Json("""{"success":false,"error":{"code":"busy","message":"m"}}""", status, headers);

    /// <summary>A reset when a request comes, before a byte of it is read.</summary>
    public static SocketResponse ResetUnread { get; } = Reset();

    /// <summary>A body that comes in pieces, each in time, and takes longer than an attempt may.</summary>
    public static SocketResponse Slow(VirtualTimeProvider clock, string body) => async (_, socket, stopping) =>
    {
        var piece = (body.Length / 4) + 1;
        await socket.SendAsync(Encoding.UTF8.GetBytes(Head(200, body.Length, "Content-Type: video/mp4\r\n")), stopping);
        for (var start = 0; start < body.Length; start += piece)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(body.Substring(start, Math.Min(piece, body.Length - start))), stopping);
            await LetPassAsync(clock, (new SeedanceClientOptions().AttemptTimeout / 3) + TimeSpan.FromSeconds(0.1), stopping);
        }
    };

    /// <summary>These bytes, then a clean close (FIN).</summary>
    public static SocketResponse Bytes(string text) => async (_, socket, stopping) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), stopping);

    /// <summary>These bytes, then a reset (RST).</summary>
    public static SocketResponse Reset(string text = "") => async (_, socket, stopping) =>
    {
        if (text.Length > 0)
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), stopping);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    };

    /// <summary>
    /// These bytes, then nothing more until the server stops; the clock is told that the client's patience is what is waited for.
    /// </summary>
    public static SocketResponse Silence(VirtualTimeProvider clock, string text = "") => async (_, socket, stopping) =>
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), stopping);
        await LetPassAsync(clock, new SeedanceClientOptions().AttemptTimeout + TimeSpan.FromSeconds(0.1), stopping);
        await socket.ReceiveAsync(new byte[1], stopping);
    };

    /// <summary>
    /// Lets the clock move for a time. It is held again in the timer's own callback: code that runs after it may come late on a busy
    /// machine, when the client has sent its next request, and the clock would jump to the timeout of that one.
    /// </summary>
    private static async Task LetPassAsync(VirtualTimeProvider clock, TimeSpan time, CancellationToken stopping)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IDisposable? release = null;
        await using var timer = clock.CreateTimer(
            _ =>
            {
                Volatile.Read(ref release)?.Dispose();
                over.TrySetResult();
            },
            null,
            time,
            Timeout.InfiniteTimeSpan);
        Volatile.Write(ref release, clock.Release());
        using (release)
            await over.Task.WaitAsync(stopping);
    }

    public static string Head(int status, int length, string headers = "") =>
        string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
}
