using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Globalization;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>One connection that sends a request, reads the answer to its end, and sends the next. It blocks: nothing costs less.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ILoadScript _script;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _bodyStart;
    private int _bodyEnd;

    public LoadConnection(int port, ILoadScript script)
    {
        _script = script;
        _socket.Connect(IPAddress.Loopback, port);
    }

    public void Run(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _socket.Send(_script.Next(_buffer.AsSpan(_bodyStart.._bodyEnd)));
            ReadAnswer();
        }
    }

    public void Dispose() => _socket.Dispose();

    private void ReadAnswer()
    {
        var (length, headEnd) = (0, -1);
        while (headEnd < 0)
        {
            length += Receive(length);
            headEnd = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        var head = _buffer.AsSpan(0, headEnd + 2);
        if (head["HTTP/1.1 ".Length] != (byte)'2')
            throw new InvalidOperationException("The server refused: " + Encoding.UTF8.GetString(_buffer, 0, length));

        _bodyStart = headEnd + 4;
        if (ContentLength(head) is { } contentLength)
        {
            while (length < _bodyStart + contentLength)
                length += Receive(length);
        }
        else
        {
            // In chunks: their frames stay where they are, the scripts look for a text only.
            while (!_buffer.AsSpan(_bodyStart, length - _bodyStart).EndsWith("0\r\n\r\n"u8))
                length += Receive(length);
        }

        _bodyEnd = length;
    }

    private int Receive(int offset) => _socket.Receive(_buffer.AsSpan(offset)) is > 0 and var read
        ? read
        : throw new InvalidOperationException("The server closed the connection.");

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        const string Name = "content-length:";
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;

        var value = text.AsSpan(at + Name.Length);
        return int.Parse(value[..value.IndexOf('\r')], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
