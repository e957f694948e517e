using System.Collections.Immutable;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>An absolute URL whose text starts with one of a few schemes, or with any when none is named.</summary>
internal sealed class UrlRule(ImmutableArray<string> schemes, string words) : ValueRule(words)
{
    private const string SchemeEnd = "://";

    public override bool Accepts(KnownValue value) => value.Text is not { } text || Accepts(text);

    /// <summary>The same URL with an accepted scheme; none when the text is not a URL with a scheme at all.</summary>
    public IEnumerable<string> Near(string text)
    {
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return end <= 0 ? [] : schemes.Select(scheme => scheme + text.Substring(end));
    }

    /// <summary>Read as the builders read a text: asked for an absolute URL only, Unix takes a path for one of a file.</summary>
    private bool Accepts(string text) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var link) && link.IsAbsoluteUri &&
        (schemes.IsEmpty || schemes.Any(scheme => text.StartsWith(scheme + SchemeEnd, StringComparison.Ordinal)));
}
