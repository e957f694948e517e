using System.Text;

namespace SeedanceGen.Texts;

/// <summary>The credentials of the proxies that the environment names. The platform quotes a proxy's address in its errors.</summary>
internal static class ProxySecrets
{
    /// <summary>A shorter password could be found in the words of a message. In an address it is masked at any length.</summary>
    private const int ShortestMasked = 4;

    private static readonly string[] Variables =
        ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

    private static volatile Known _known = new(string.Empty, []);

    /// <summary>Masks the passwords as they were written, decoded, encoded, and as they stand in a header.</summary>
    public static string Mask(string text)
    {
        foreach (var form in Forms())
            text = text.Replace(form, SecretText.Mark, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The forms are made once, and again when the environment changes.</summary>
    private static string[] Forms()
    {
        var source = string.Join('\n', Variables.Select(Environment.GetEnvironmentVariable).Distinct());
        if (_known.Source != source)
            _known = new Known(source, [.. source.Split('\n').SelectMany(FormsOf).Distinct().OrderByDescending(form => form.Length)]);
        return _known.Forms;
    }

    private static IEnumerable<string> FormsOf(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? address : address[(scheme + 3)..];
        var end = rest.LastIndexOf('@');
        var colon = end < 0 ? -1 : rest.IndexOf(':', 0, end);
        if (colon < 0)
            return [];

        var (user, written) = (Uri.UnescapeDataString(rest[..colon]), rest[(colon + 1)..end]);
        var password = Uri.UnescapeDataString(written);
        string[] forms =
        [
            written,
            password,
            Uri.EscapeDataString(password),
            Uri.EscapeDataString(password).ToLowerInvariant(),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")),
            Convert.ToBase64String(Encoding.Latin1.GetBytes($"{user}:{password}")),
        ];
        return forms.Where(form => form.Length >= ShortestMasked);
    }

    /// <param name="Source">The variables that the forms were made of.</param>
    /// <param name="Forms">The forms, the longest first.</param>
    private sealed record Known(string Source, string[] Forms);
}
