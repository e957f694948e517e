using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Transport;

/// <summary>Status line and headers of an answer, the same for each transport.</summary>
internal static class ResponseHead
{
    private const string LineEnd = "\r\n";

    /// <summary>Whether such an answer has a body at all, be it an empty one.</summary>
    public static bool HasContent(MockResponse reply) =>
        reply.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);

    /// <summary>All headers of an answer. Its date is that of the server's clock, so that a date in <c>Retry-After</c> fits to it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> HeadersOf(MockResponse reply, DateTimeOffset now)
    {
        yield return new("Date", DateOf(now));
        if (HasContent(reply))
        {
            if (reply.Delivery is not { DeclaresLength: false })
                yield return new("Content-Length", reply.Body.Length.ToString(CultureInfo.InvariantCulture));
            yield return new("Content-Type", reply.ContentType);
        }

        foreach (var header in reply.Headers)
            yield return header;
        if (reply.Delivery is not null)
            yield return new("Connection", "close");
    }

    public static string DateOf(DateTimeOffset now) => now.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The bytes of the whole head.</summary>
    public static byte[] Bytes(MockResponse reply, DateTimeOffset now)
    {
        var text = new StringBuilder(StatusLine(reply));
        foreach (var (name, value) in HeadersOf(reply, now))
            text.Append(name).Append(": ").Append(value).Append(LineEnd);
        return Encoding.Latin1.GetBytes(text.Append(LineEnd).ToString());
    }

    /// <summary>The bytes of a head that breaks off within the name of its first header.</summary>
    public static byte[] BrokenBytes(MockResponse reply) => Encoding.Latin1.GetBytes(StatusLine(reply) + "Da");

    private static string StatusLine(MockResponse reply) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.StatusCode} {ReasonPhrases.GetReasonPhrase(reply.StatusCode)}{LineEnd}");
}
