namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>Random texts. None has half of a surrogate pair: JSON cannot carry it.</summary>
internal sealed class RandomTexts(Random random)
{
    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "0", "7", "_", "-", " ", "\t", "\n", "\r\n", "\0", "\u0085", "\u00a0", "\ufeff", "\u2028", "😀", "👩🏽‍🚀", "e\u0301",
        "\u0301", "é", "ß", "İ", "ı", "٣", "/", "https://", "http://", "data:", "[", "]", "\\", ".png", ".", "\"", "a/b", "ab",
    ];

    private static readonly string[] Links =
    [
        "https://example.com", "HTTPS://example.com/a", "http://", "http://localhost:1", "https://", "a.jpg", "/hook", "//hook", "",
        " ", " https://example.com", "\nhttps://example.com", "https://example.com ", "mailto:a@b", "urn:x:y", "C:\\x", "\\\\server\\x",
        "data:image/png;base64,AA==", "https://ex ample.com", "https://é.example/e\u0301", "https://example.com/😀", "file:///x", ":x",
        "1:x", "a:b", "https:example.com", "https:/example.com", "?q", "#f", "https://[::1]/", "https://[::1", "https://example.com:99999/",
    ];

    public string Any() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pick(Pieces)));

    /// <summary>The text, or one that is nearly it.</summary>
    public string Near(string text) => random.Next(6) switch
    {
        0 => text + Pick(Pieces),
        1 => Pick(Pieces) + text,
        2 => text.ToUpperInvariant(),
        3 => text.Normalize(random.Next(2) == 0 ? System.Text.NormalizationForm.FormC : System.Text.NormalizationForm.FormD),
        _ => text,
    };

    public string LinkText() => random.Next(4) == 0 ? Pick(Links) + Any() : Pick(Links);

    /// <summary>A link that a <see cref="Uri"/> can hold: there are texts of which none can be made.</summary>
    public Uri Link()
    {
        while (true)
        {
            if (Uri.TryCreate(LinkText(), UriKind.RelativeOrAbsolute, out var link))
                return link;
        }
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
