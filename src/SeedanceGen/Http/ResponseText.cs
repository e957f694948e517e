using System.IO.Compression;
using System.Text;

namespace SeedanceGen.Http;

/// <summary>
/// The body of a response as UTF-8, without compression and without the key. Another layer may have compressed it, although the client does
/// not ask for that, or may have written it in another encoding.
/// </summary>
internal sealed class ResponseText
{
    private const int MostCodings = 3;

    private readonly List<string> _oddities = [];
    private readonly int _maxBytes;
    private byte[] _bytes;

    private ResponseText(ReadOnlySpan<byte> body, int maxBytes) => (_bytes, _maxBytes) = (body.ToArray(), maxBytes);

    public byte[] Bytes => _bytes;

    /// <summary>What differs from plain UTF-8.</summary>
    public IReadOnlyList<string> Oddities => _oddities;

    /// <summary>Whether the text was cut to its beginning, because it is larger than a response may be.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The content coding that the client cannot read; null when the client read the body.</summary>
    public string? UnknownCoding { get; private set; }

    /// <summary>Whether a body is certainly plain.</summary>
    public static bool IsPlain(HttpResponseMessage response, ReadOnlySpan<byte> body) =>
        !response.Content.Headers.NonValidated.Contains("Content-Encoding")
        && (body.IsEmpty || body[0] is > 0 and < 0x7F and not 0x1F and not (byte)'x')
        && !(body.Length > 1 && body[1] == 0);

    public static ResponseText Of(HttpResponseMessage response, ReadOnlySpan<byte> body, SeedanceConnection connection)
    {
        var text = Of(response, body, connection.Options.MaxResponseBytes);
        connection.Mask(text._bytes.AsSpan());
        return text;
    }

    /// <summary>The body as text, without masking the key in it.</summary>
    public static ResponseText Of(HttpResponseMessage response, ReadOnlySpan<byte> body, int maxBytes)
    {
        var text = new ResponseText(body, maxBytes);
        text.Decompress(response);
        text.Decode();
        return text;
    }

    private void Decompress(HttpResponseMessage response)
    {
        string[] named = response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
            ? values.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        foreach (var name in Enumerable.Reverse(named).Take(MostCodings))
        {
            if (!TryDecompress(name.ToLowerInvariant()))
                return;
        }

        // A layer may have dropped the header.
        for (var more = 0; more < MostCodings && LooksLike() is { } coding && TryDecompress(coding); more++)
        {
        }
    }

    private string? LooksLike() => _bytes switch
    {
        [0x1F, 0x8B, ..] => "gzip",
        [0x78, var flags, ..] when ((0x78 << 8) + flags) % 31 == 0 => "deflate",
        _ => null,
    };

    private bool TryDecompress(string coding)
    {
        if (coding == "identity")
            return true;

        var whole = coding switch
        {
            "gzip" or "x-gzip" => Read(static body => new GZipStream(body, CompressionMode.Decompress)),
            "deflate" => Read(static body => new ZLibStream(body, CompressionMode.Decompress))
                ?? Read(static body => new DeflateStream(body, CompressionMode.Decompress)),
            "br" => Read(static body => new BrotliStream(body, CompressionMode.Decompress)),
            _ => null,
        };
        if (whole is null)
        {
            UnknownCoding = coding is "gzip" or "x-gzip" or "deflate" or "br" ? null : coding;
            return false;
        }

        _bytes = whole;
        _oddities.Add($"a content coding ({coding})");
        return true;
    }

    /// <summary>What a decompression gives, also of the beginning of a body that breaks off; null when it gives nothing.</summary>
    private byte[]? Read(Func<Stream, Stream> decompress)
    {
        using var result = new MemoryStream();
        using var stream = decompress(new MemoryStream(_bytes));
        var chunk = new byte[8192];
        try
        {
            int read;
            while ((read = stream.Read(chunk)) > 0)
            {
                result.Write(chunk, 0, Math.Min(read, _maxBytes - (int)result.Length));
                if (result.Length == _maxBytes)
                {
                    IsCut = true;
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or InvalidOperationException)
        {
            // What came before the fault may name a job.
        }

        return result.Length > 0 ? result.ToArray() : null;
    }

    private void Decode()
    {
        var encoding = _bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] or [not 0, 0, not 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is null)
            return;

        if (encoding != Encoding.UTF8)
        {
            _bytes = Encoding.UTF8.GetBytes(encoding.GetString(_bytes));
            _oddities.Add($"another encoding ({encoding.WebName})");
        }

        while (_bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            _bytes = _bytes[3..];
            if (encoding == Encoding.UTF8)
                _oddities.Add("a byte order mark");
        }
    }
}

/// <summary>Removes a secret from bytes that came from outside.</summary>
internal static class SecretBytes
{
    /// <summary>Overwrites every occurrence of a secret and nothing else.</summary>
    public static void Mask(this Span<byte> bytes, ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
            return;

        for (var at = bytes.IndexOf(secret); at >= 0; at = bytes.IndexOf(secret))
        {
            bytes.Slice(at, secret.Length).Fill((byte)'*');
            bytes = bytes[(at + secret.Length)..];
        }
    }
}
