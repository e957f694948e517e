using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Transport;

/// <summary>The body of a request on a socket.</summary>
internal static class RequestBody
{
    /// <summary>How many bytes of a body that is too large are read before the response.</summary>
    private const long MaxDiscardedBytes = 256_000_000;

    /// <summary>
    /// Reads the whole body; null when it is too large. Such a body is read to its end all the same, because most clients read no response
    /// before they have sent their request, and a connection that ends earlier takes the response with it.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(PipeReader body, IHeaderDictionary headers)
    {
        // This sender sends nothing before it is told to.
        if (headers.ContentLength > MockRequest.MaxBodyBytes && headers.Expect.Count > 0)
            return null;

        var result = await body.ReadAsync().ConfigureAwait(false);
        while (!result.IsCompleted && result.Buffer.Length <= MockRequest.MaxBodyBytes)
        {
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await body.ReadAsync().ConfigureAwait(false);
        }

        if (result.Buffer.Length > MockRequest.MaxBodyBytes)
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
