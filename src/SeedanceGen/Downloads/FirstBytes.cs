using System.Buffers.Binary;
using System.Globalization;

namespace SeedanceGen.Downloads;

/// <summary>
/// Tells a video by its first bytes: MP4 and QuickTime (boxes with a length and a type) or WebM (EBML). The content type says less, because
/// hosts send pages with the content type of a video, and videos with any content type.
/// </summary>
internal static class FirstBytes
{
    /// <summary>How many bytes are looked at. No video is shorter.</summary>
    public const int Count = 64;

    /// <summary>A box has its length and its type, four bytes each.</summary>
    private const int BoxHead = 8;

    /// <summary>A box of more bytes than this does not begin a file, unless it is the media itself.</summary>
    private const uint LongestFirstBox = 1 << 24;

    /// <summary>Brands of <c>ftyp</c> that are pictures or sound alone.</summary>
    private static readonly string[] OtherBrands =
        ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis", "jxl ", "crx ", "M4A ", "M4B ", "M4P "];

    private static readonly (byte[] Start, string Name)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([.. "GIF8"u8], "a GIF picture"),
        ([.. "%PDF"u8], "a PDF document"),
        ([.. "PK\u0003\u0004"u8], "a ZIP archive"),
        ([0x1F, 0x8B], "data that is compressed by gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "data that is compressed by zstd"),
        ([.. "ID3"u8], "sound"),
        ([.. "OggS"u8], "an Ogg file"),
        ([.. "RIFF"u8], "a RIFF file"),
    ];

    /// <summary>What the bytes are, when they are no video; otherwise null.</summary>
    /// <param name="bytes">The first <see cref="Count"/> bytes, or all when there are fewer.</param>
    public static string? OtherThanVideo(ReadOnlySpan<byte> bytes) =>
        Name(bytes) is { } other ? other
        : bytes.Length < Count ? string.Create(CultureInfo.InvariantCulture, $"only {bytes.Length} bytes")
        : null;

    private static string? Name(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return null;
        if (bytes.Length >= BoxHead && BoxOf(bytes) is { } box)
            return box.Length == 0 ? null : box;

        foreach (var (start, name) in Known)
        {
            if (bytes.StartsWith(start))
                return name;
        }

        return NameText(bytes) ?? "bytes of another kind";
    }

    /// <summary>
    /// Empty when a video can begin with the first box; the name of what else begins with it; null when the bytes begin with no known box.
    /// </summary>
    private static string? BoxOf(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var type = bytes[4..BoxHead];
        var isMedia = type.SequenceEqual("mdat"u8) || type.SequenceEqual("moov"u8);
        // Zero is "to the end of the file", and one says that the length has 64 bits.
        if (isMedia)
            return length is 0 or 1 or >= BoxHead ? string.Empty : null;
        if (length is < BoxHead or > LongestFirstBox)
            return null;

        if (type.SequenceEqual("ftyp"u8))
        {
            foreach (var brand in OtherBrands)
            {
                if (bytes.Length >= 12 && System.Text.Ascii.Equals(bytes[BoxHead..12], brand))
                    return "a picture or sound in a file like MP4";
            }

            return string.Empty;
        }

        return type.SequenceEqual("wide"u8) || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8) || type.SequenceEqual("pnot"u8)
            || type.SequenceEqual("styp"u8)
                ? string.Empty
                : null;
    }

    private static string? NameText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return "a text";
        if (bytes.ContainsAnyInRange((byte)0, (byte)8))
            return null;

        bytes = bytes.TrimStart(" \t\r\n\f"u8);
        if (bytes.IsEmpty)
            return "a text without a word";
        return bytes[0] switch
        {
            (byte)'<' => StartsWithWord(bytes, "<!doctype html") || StartsWithWord(bytes, "<html") ? "an HTML page"
                : StartsWithWord(bytes, "<?xml") ? "XML" : "HTML or XML",
            (byte)'{' or (byte)'[' => "JSON",
            _ => "a text",
        };
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> bytes, string word) =>
        bytes.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(bytes[..word.Length], word);
}
