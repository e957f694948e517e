using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>The part of a file that a request asks for.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">The number of bytes; zero when the range lies outside of the file.</param>
internal readonly record struct ByteRange(int Start, int Length)
{
    private const string Unit = "bytes";

    /// <summary>Reads the one range that is asked for; null when the whole file is to be sent.</summary>
    /// <remarks>Several ranges at once and anything malformed are answered with the whole file, as HTTP allows.</remarks>
    public static ByteRange? Of(IHeaderDictionary headers, string entityTag, int total)
    {
        if (headers.Range.Count != 1
            || !RangeHeaderValue.TryParse(headers.Range[0], out var header)
            || header is not { Unit: Unit, Ranges.Count: 1 }
            || (headers.IfRange.Count > 0 && headers.IfRange[0] != entityTag))
        {
            return null;
        }

        var range = header.Ranges.First();
        var start = range.From ?? Math.Max(0, total - range.To!.Value);
        var end = range.From is null ? total - 1 : Math.Min(range.To ?? total - 1, total - 1);
        return start > end ? new ByteRange(0, 0) : new ByteRange((int)start, (int)(end - start + 1));
    }
}
