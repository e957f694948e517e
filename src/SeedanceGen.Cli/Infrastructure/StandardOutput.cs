using System.Runtime.InteropServices;
using System.Text;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>
/// Standard output that throws on errors. The framework's console takes a closed pipe for a success, so the results of a command would be
/// lost without an error.
/// </summary>
internal static partial class StandardOutput
{
    /// <summary>Opens standard output for text.</summary>
    public static TextWriter OpenText()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.Out;

        // No byte order mark: the output is the result and nothing else.
        var encoding = Console.OutputEncoding;
        if (encoding is UTF8Encoding)
            encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return TextWriter.Synchronized(new StreamWriter(Open(), encoding) { AutoFlush = true });
    }

    /// <summary>Opens standard output for bytes.</summary>
    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream();

    /// <summary>
    /// Writes at the position of the descriptor, which other programs share, and throws the errors of the system. A file stream has a
    /// position of its own, so two commands that write to one file would overwrite each other.
    /// </summary>
    private sealed partial class DescriptorStream : Stream
    {
        private const int Descriptor = 1;
        private const int Interrupted = 4;

        /// <summary>A full pipe that does not block: <c>EAGAIN</c> of Linux, and of macOS.</summary>
        private static readonly int TryAgain = OperatingSystem.IsLinux() ? 11 : 35;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                var written = Write(Descriptor, buffer, buffer.Length);
                if (written >= 0)
                    buffer = buffer[(int)written..];
                else if (Marshal.GetLastPInvokeError() is var error && error == TryAgain)
                    Thread.Yield();
                else if (error != Interrupted)
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }

        [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
        private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);
    }
}
