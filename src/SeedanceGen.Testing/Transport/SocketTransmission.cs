using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Plays a fault of a connection on the socket itself, past Kestrel: Kestrel can reset a connection but not close one cleanly inside of a
/// response, and it would never send half of a head. Nothing of an earlier response is left in Kestrel, since the request came after it.
/// </summary>
internal sealed class SocketTransmission(
    ServerClock clock, Uri baseAddress, MockRequest request, MockResponse response, ResponseTransmission transmission)
{
    private long _sent = ServerClock.NoHeaders;

    public async Task PlayAsync(IFeatureCollection context)
    {
        var socket = context.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        var lifetime = context.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        try
        {
            try
            {
                await SendAsync(socket, HttpMethods.IsHead(request.Method), lifetime.RequestAborted).ConfigureAwait(false);
            }
            catch
            {
                response.Exchange?.HangUp();
                throw;
            }
            finally
            {
                response.Afterwards?.Invoke();
            }

            await EndAsync(socket, lifetime.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The caller has gone, or the server ends. A caller that was sent everything did not hang up: both sides have closed by then.
        }
        finally
        {
            // Kestrel cannot use the connection any more; also when the caller went before the response was sent.
            lifetime.Abort();
        }
    }

    private async Task SendAsync(Socket socket, bool isHead, CancellationToken gone)
    {
        if (transmission.Point == FaultPoint.BeforeResponse)
            return;

        var head = transmission.HasStatus ? ResponseHead.Bytes(response, clock.Now) : ResponseHead.BrokenBytes(response);
        await SendAllAsync(socket, head, gone).ConfigureAwait(false);
        if (transmission.HasStatus)
            _sent = 0;
        if (isHead || !response.HasContent)
            return;

        foreach (var (pause, bytes) in transmission.PiecesOf(response.Body))
        {
            await PauseAsync(pause, gone).ConfigureAwait(false);
            await SendAllAsync(socket, bytes, gone).ConfigureAwait(false);
            _sent += bytes.Length;
        }
    }

    private async Task EndAsync(Socket socket, CancellationToken gone)
    {
        switch (transmission.End)
        {
            case TransmissionEnd.Reset:
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Close();
                break;
            case TransmissionEnd.Close:
                socket.Shutdown(SocketShutdown.Send);
                // Kestrel would reset the connection; that must come after the caller has read to its end.
                await Task.Delay(Timeout.InfiniteTimeSpan, gone).ConfigureAwait(false);
                break;
            default:
                await PauseAsync(Timeout.InfiniteTimeSpan, gone).ConfigureAwait(false);
                break;
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken gone) =>
        clock.PauseAsync(pause, request.Method, request.AddressAt(baseAddress), _sent, gone);

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken gone)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, gone).ConfigureAwait(false)..];
    }
}
