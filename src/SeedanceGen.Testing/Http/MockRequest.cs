using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace SeedanceGen.Testing.Http;

/// <summary>A received request, independent of its transport.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Target">Path and query exactly as they were sent, still escaped.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Body">The whole body; empty when there is none, and when it is too large.</param>
internal sealed record MockRequest(string Method, string Target, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The largest body that is read, in bytes: the mock's own choice, because the service documents no limit.</summary>
    public const int MaxBodyBytes = 30_000_000;

    /// <summary>How many bytes of a body that is too large are read before the response.</summary>
    private const long MaxDiscardedBytes = 256_000_000;

    /// <summary>What is wrong with a larger body.</summary>
    public const string TooLarge = "a body of more than 30,000,000 bytes, the limit of the mock";

    /// <summary>Whether the body is larger than <see cref="MaxBodyBytes"/>.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>The exchange that it begins; the engine sets it.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>The target without its query, still escaped.</summary>
    public string Path { get; } = Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? Target[..query] : Target;

    /// <summary>The whole address of the request at a mock.</summary>
    /// <remarks>Joined as text: <see cref="Uri"/> would read a target that begins with two slashes as the name of a host.</remarks>
    public string AddressAt(Uri baseAddress) => baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + Target;

    /// <summary>
    /// Reads the whole body; null when it is too large. Such a body is read to its end all the same, because most clients read no response
    /// before they have sent their request, and a connection that ends earlier takes the response with it.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(PipeReader body, IHeaderDictionary headers)
    {
        // A client that sends Expect sends no body before the server asks for it.
        if (headers.ContentLength > MaxBodyBytes && headers.Expect.Count > 0)
            return null;

        var result = await body.ReadAsync().ConfigureAwait(false);
        while (!result.IsCompleted && result.Buffer.Length <= MaxBodyBytes)
        {
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await body.ReadAsync().ConfigureAwait(false);
        }

        if (result.Buffer.Length > MaxBodyBytes)
        {
            await DiscardAsync(body, result).ConfigureAwait(false);
            return null;
        }

        var all = result.Buffer.ToArray();
        body.AdvanceTo(result.Buffer.End);
        return all;
    }

    private static async ValueTask DiscardAsync(PipeReader body, ReadResult result)
    {
        var left = MaxDiscardedBytes - result.Buffer.Length;
        body.AdvanceTo(result.Buffer.End);
        while (!result.IsCompleted && left > 0)
        {
            result = await body.ReadAsync().ConfigureAwait(false);
            left -= result.Buffer.Length;
            body.AdvanceTo(result.Buffer.End);
        }
    }
}
