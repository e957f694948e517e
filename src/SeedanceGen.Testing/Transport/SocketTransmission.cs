using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Plays a fault of a connection on the socket itself, past Kestrel: Kestrel can reset a connection but not close one cleanly inside of an
/// answer, and it would never send half of a head. Nothing of the answer before it is left in Kestrel, since the request came after it.
/// </summary>
internal sealed class SocketTransmission(MockServerState state, MockRequest request, MockResponse reply, ResponseTransmission delivery)
{
    private long _sent = FaultClock.NoHeaders;

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
                reply.Exchange?.HangUp();
                throw;
            }
            finally
            {
                reply.Afterwards?.Invoke();
            }

            await EndAsync(socket, lifetime.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The caller has gone, or the server ends. Who has been sent everything did not hang up: both sides have closed by then.
        }
        finally
        {
            // The connection is of no use to Kestrel any more; also when the caller went before the answer was sent.
            lifetime.Abort();
        }
    }

    private async Task SendAsync(Socket socket, bool isHead, CancellationToken gone)
    {
        if (delivery.Point == FaultPoint.BeforeResponse)
            return;

        var head = delivery.HasStatus ? ResponseHead.Bytes(reply, state.Time.GetUtcNow()) : ResponseHead.BrokenBytes(reply);
        await SendAllAsync(socket, head, gone).ConfigureAwait(false);
        if (delivery.HasStatus)
            _sent = 0;
        if (isHead || !ResponseHead.HasContent(reply))
            return;

        foreach (var (pause, bytes) in delivery.PiecesOf(reply.Body))
        {
            await FaultClock.PauseAsync(state, request, pause, _sent, gone).ConfigureAwait(false);
            await SendAllAsync(socket, bytes, gone).ConfigureAwait(false);
            _sent += bytes.Length;
        }
    }

    private async Task EndAsync(Socket socket, CancellationToken gone)
    {
        switch (delivery.End)
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
                await FaultClock.PauseAsync(state, request, Timeout.InfiniteTimeSpan, _sent, gone).ConfigureAwait(false);
                break;
        }
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken gone)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, gone).ConfigureAwait(false)..];
    }
}
