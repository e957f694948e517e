using System.Buffers.Binary;
using System.IO.Compression;
using SeedanceGen.Http;

namespace SeedanceGen.Downloads;

/// <summary>
/// The content coding of a response (<c>Content-Encoding</c>), which some hosts apply unasked. The bytes of a range are those of the coded
/// body, so a coded transfer cannot be resumed.
/// </summary>
internal static class BodyCoding
{
    private const int LongestName = 32;

    /// <summary>
    /// The coding in small letters; null for a body that is sent as it is. Several codings give one name, which is not known.
    /// </summary>
    public static string? Of(HttpResponseMessage response)
    {
        var codings = response.Content.Headers.ContentEncoding
            .Where(coding => !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase)).ToList();
        if (codings.Count == 0)
            return null;

        var name = string.Join(", ", codings).ToLowerInvariant();
        return name == "x-gzip" ? "gzip" : name[..Math.Min(name.Length, LongestName)];
    }

    public static bool IsKnown(string coding) => coding is "gzip" or "deflate" or "br";
}

/// <summary>How a coded body shows that it is whole. The platform's decoders end without an error where a body is cut.</summary>
internal enum BodyEnd
{
    /// <summary>The body does not show it.</summary>
    None,

    /// <summary>Its decoder recognizes the end, and asks for no more bytes.</summary>
    Own,

    /// <summary>Its last four bytes are the number of decoded bytes.</summary>
    Length,

    /// <summary>Its last four bytes are the checksum of the decoded bytes (Adler-32).</summary>
    Checksum,
}

/// <summary>A coded body as it came. It keeps the last four bytes.</summary>
internal sealed class CodedBody(Stream body) : ReadOnlyStream
{
    private readonly byte[] _last = new byte[4];
    private ReadOnlyMemory<byte> _head;

    /// <summary>Whether the body was read beyond its end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The last four bytes.</summary>
    public ReadOnlySpan<byte> Last => _last;

    public async ValueTask<bool> BeginsWithZlibAsync(CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var count = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _head = head.AsMemory(0, count);
        return count == head.Length && (head[0] & 0x0F) == 8 && BinaryPrimitives.ReadUInt16BigEndian(head) % 31 == 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, _head.Length);
        if (count > 0)
        {
            _head[..count].CopyTo(buffer);
            _head = _head[count..];
        }
        else
        {
            count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        IsAtEnd |= count == 0 && buffer.Length > 0;
        Keep(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        if (read.Length >= _last.Length)
        {
            read[^_last.Length..].CopyTo(_last);
            return;
        }

        _last.AsSpan(read.Length).CopyTo(_last);
        read.CopyTo(_last.AsSpan(_last.Length - read.Length));
    }
}

/// <summary>The bytes of a coded body. A body that is damaged or cut throws an <see cref="IOException"/>.</summary>
internal sealed class DecodedBody(Stream body, string coding) : ReadOnlyStream
{
    private const uint AdlerBase = 65_521;

    /// <summary>The number of bytes that can be added up before a sum has more than 32 bits.</summary>
    private const int AdlerRun = 5_552;

    private readonly CodedBody _coded = new(body);
    private Stream? _decoder;
    private BodyEnd _end;
    private long _count;
    private uint _sum = 1;
    private uint _sumOfSums;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_decoder is null)
                (_decoder, _end) = await OpenAsync(cancellationToken).ConfigureAwait(false);
            var count = await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0 && !IsWhole())
                throw new EndOfStreamException("The coded body ended too early.");
            Add(buffer.Span[..count]);
            return count;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new IOException($"The coded body is damaged ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            (_decoder ?? _coded).Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<(Stream Decoder, BodyEnd End)> OpenAsync(CancellationToken cancellationToken) => coding switch
    {
        "gzip" => (new GZipStream(_coded, CompressionMode.Decompress), BodyEnd.Length),
        "br" => (new BrotliStream(_coded, CompressionMode.Decompress), BodyEnd.Own),
        // The coding is documented with a header of zlib, and some hosts send it without one.
        _ when await _coded.BeginsWithZlibAsync(cancellationToken).ConfigureAwait(false) =>
            (new ZLibStream(_coded, CompressionMode.Decompress), BodyEnd.Checksum),
        _ => (new DeflateStream(_coded, CompressionMode.Decompress), BodyEnd.None),
    };

    private bool IsWhole() => _end switch
    {
        BodyEnd.Own => !_coded.IsAtEnd,
        BodyEnd.Length => BinaryPrimitives.ReadUInt32LittleEndian(_coded.Last) == (uint)_count,
        BodyEnd.Checksum => BinaryPrimitives.ReadUInt32BigEndian(_coded.Last) == ((_sumOfSums << 16) | _sum),
        _ => true,
    };

    private void Add(ReadOnlySpan<byte> bytes)
    {
        _count += bytes.Length;
        while (_end == BodyEnd.Checksum && !bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(bytes.Length, AdlerRun)];
            foreach (var value in run)
                _sumOfSums += _sum += value;
            (_sum, _sumOfSums) = (_sum % AdlerBase, _sumOfSums % AdlerBase);
            bytes = bytes[run.Length..];
        }
    }
}
