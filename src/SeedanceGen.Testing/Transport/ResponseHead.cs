using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Transport;

/// <summary>Status line and headers of a response, the same for each transport.</summary>
internal static class ResponseHead
{
    private const string LineEnd = "\r\n";

    /// <summary>
    /// All headers of a response. Its date is that of the server's clock, so that a date in <c>Retry-After</c> fits to it.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> HeadersOf(MockResponse response, DateTimeOffset now)
    {
        yield return new("Date", DateOf(now));
        if (response.HasContent)
        {
            if (response.Transmission is not { DeclaresLength: false })
                yield return new("Content-Length", response.Body.Length.ToString(CultureInfo.InvariantCulture));
            if (response.ContentType.Length > 0)
                yield return new("Content-Type", response.ContentType);
        }

        foreach (var header in response.Headers)
            yield return header;
        if (response.Transmission is not null)
            yield return new("Connection", "close");
    }

    public static string DateOf(DateTimeOffset now) => now.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The bytes of the whole head.</summary>
    public static byte[] Bytes(MockResponse response, DateTimeOffset now)
    {
        var text = new StringBuilder(StatusLine(response));
        foreach (var (name, value) in HeadersOf(response, now))
            text.Append(name).Append(": ").Append(value).Append(LineEnd);
        return Encoding.Latin1.GetBytes(text.Append(LineEnd).ToString());
    }

    /// <summary>The bytes of a head that breaks off within the name of its first header.</summary>
    public static byte[] BrokenBytes(MockResponse response) => Encoding.Latin1.GetBytes(StatusLine(response) + "Da");

    private static string StatusLine(MockResponse response) => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}{LineEnd}");
}
