using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>Sends a request over a bare socket, to see each byte of the response and how the connection ends.</summary>
internal static class Wire
{
    public const string Fin = "FIN";
    public const string Rst = "RST";

    /// <summary>The bytes that came until the server ended the connection, and how it did.</summary>
    public static async Task<(string Text, string End)> AskAsync(Uri server, string target, string method = "GET", string body = "")
    {
        using var client = await ConnectAsync(server, target, method, body);
        return await ReadAsync(client);
    }

    public static async Task<TcpClient> ConnectAsync(Uri server, string target, string method = "GET", string body = "")
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var request = string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {SeedanceMockOptions.DefaultApiKey}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }

    public static async Task<(string Text, string End)> ReadAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = new StringBuilder();
        var chunk = new byte[8192];
        while (true)
        {
            try
            {
                var read = await client.Client.ReceiveAsync(chunk, limit.Token);
                if (read == 0)
                    return (text.ToString(), Fin);
                text.Append(Encoding.Latin1.GetString(chunk, 0, read));
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
            {
                return (text.ToString(), Rst);
            }
        }
    }
}
