using System.Net;
using System.Net.Sockets;

namespace SeedanceGen.Tests.Wire;

/// <summary>Addresses at which there is no connection to be had.</summary>
internal sealed class NoServer : IDisposable
{
    private readonly TcpListener _notTls = new(IPAddress.Loopback, 0);

    public NoServer()
    {
        _notTls.Start();
        _ = HangUpAsync();
    }

    /// <summary>No server listens here.</summary>
    public static Uri Refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>A name that is reserved never to exist.</summary>
    public static Uri UnknownHost() => new("https://seedance.invalid");

    /// <summary>A server listens that does not speak TLS.</summary>
    public Uri NotTls() => new($"https://127.0.0.1:{((IPEndPoint)_notTls.LocalEndpoint).Port}");

    public Uri AddressFor(string fault) => fault switch
    {
        "refused" => Refused(),
        "unknown host" => UnknownHost(),
        _ => NotTls(),
    };

    public void Dispose() => _notTls.Stop();

    private async Task HangUpAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _notTls.AcceptSocketAsync();
                await socket.SendAsync("no TLS here\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
