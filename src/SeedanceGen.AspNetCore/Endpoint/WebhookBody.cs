using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>The body of a webhook.</summary>
internal static class WebhookBody
{
    /// <summary>Whether it says that it is JSON. JSON is UTF-8 whatever a charset says; a body that is not turns out malformed.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it whole; null when it is larger than allowed, without reading more of it than that.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
            return null;

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.Length <= maxBytes && !result.IsCompleted)
            {
                request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            var body = buffer.Length > maxBytes ? null : buffer.ToArray();
            request.BodyReader.AdvanceTo(buffer.End);
            return body;
        }
    }
}
