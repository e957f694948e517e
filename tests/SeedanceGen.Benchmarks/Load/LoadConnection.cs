using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>
/// One connection that sends a request, reads the response to its end, and sends the next. It makes no object for any of them.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly ILoadScript _script;
    private readonly bool _mayBeRefused;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private int _bodyStart;
    private int _bodyEnd;

    public LoadConnection(int port, ILoadScript script, bool mayBeRefused)
    {
        (_script, _mayBeRefused) = (script, mayBeRefused);
        Socket.Connect(IPAddress.Loopback, port);
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>How many of its requests were refused.</summary>
    public int Refusals { get; private set; }

    public void Send()
    {
        Socket.Send(_script.Next(_buffer.AsSpan(_bodyStart.._bodyEnd)));
        _length = 0;
    }

    /// <summary>Reads what has come; true when the response is complete.</summary>
    public bool Receive()
    {
        var read = Socket.Receive(_buffer.AsSpan(_length));
        if (read == 0)
            throw new InvalidOperationException("The server closed the connection.");

        _length += read;
        var response = _buffer.AsSpan(0, _length);
        var headEnd = response.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;

        (_bodyStart, _bodyEnd) = (headEnd + 4, _length);
        // In chunks, their frames stay where they are: the scripts look for a text only.
        var isComplete = ContentLength(response[..(headEnd + 2)]) is { } length ? _length == _bodyStart + length : response[_bodyStart..]
            .EndsWith("0\r\n\r\n"u8);
        if (isComplete && response["HTTP/1.1 ".Length] != (byte)'2')
            Refuse(response);
        return isComplete;
    }

    public void Dispose() => Socket.Dispose();

    private void Refuse(ReadOnlySpan<byte> response)
    {
        Refusals++;
        if (!_mayBeRefused)
            throw new InvalidOperationException("The server refused: " + Encoding.UTF8.GetString(response));
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length:"u8;
        for (var lineEnd = head.IndexOf("\r\n"u8); lineEnd >= 0; lineEnd = head.IndexOf("\r\n"u8))
        {
            var line = head[..lineEnd];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return Utf8Parser.TryParse(line[name.Length..].Trim((byte)' '), out int length, out _) ? length : null;

            head = head[(lineEnd + 2)..];
        }

        return null;
    }
}
