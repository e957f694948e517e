using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.Texts;

/// <summary>Finds keys by their shape: the documented form is <c>sd2_live_…</c> (page "API overview").</summary>
internal static class KeyShape
{
    private const string Prefix = "sd2";

    /// <summary>Prefix, environment and at least four characters; an underscore may be escaped as in an address or in JSON.</summary>
    private static readonly Regex Key = new(
        @"sd2(?:_|%5f|\\u005f)[a-z0-9]{1,32}(?:_|%5f|\\u005f)(?:[a-z0-9_\-]|%5f|\\u005f|%2d|\\u002d){4,1024}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Escaped =
        new(@"%[2-7][0-9a-f]|\\u00[2-7][0-9a-f]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Whether a text may hold a key, as one comparison tells.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) => text.Contains(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text holds what has the shape of a key.</summary>
    public static bool IsIn(string text) => MayBeIn(text) && Key.IsMatch(text);

    /// <summary>Puts a mark in place of what has the shape of a key.</summary>
    public static string Mask(string text, string mark) => MayBeIn(text) ? Key.Replace(text, mark) : text;

    /// <summary>The text without the escapes of an address and of JSON that hide an ASCII character.</summary>
    public static string Unescaped(string text) => text.AsSpan().ContainsAny('%', '\\')
        ? Escaped.Replace(text, static match => ((char)int.Parse(
            match.Value.AsSpan(match.Length - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;
}
