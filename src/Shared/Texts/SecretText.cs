using System.Text.RegularExpressions;

namespace SeedanceGen.Texts;

/// <summary>
/// Masks what gives access: keys by their shape, the credentials of an address, the query of an address, which may be a signature, and the
/// credentials of the machine's proxies.
/// </summary>
internal static class SecretText
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mark = "***";

    /// <summary>What stands between the scheme and the host of an address.</summary>
    private static readonly Regex UserInformation = new("""(?<=://)[^\s'"<>/?#]{0,1024}@""", RegexOptions.CultureInvariant);

    /// <summary>
    /// The same with a slash or a question mark in a password that is not escaped. A port after a colon is not a password.
    /// </summary>
    private static readonly Regex OddUserInformation = new(
        """(?<=://)[^\s'"<>/?#@:]{1,256}:(?![0-9]{1,5}[/?#])[^\s'"<>]{1,1024}@""", RegexOptions.CultureInvariant);

    private static readonly Regex Query = new("""(?<=://[^\s'"<>?]{1,1024})\?[^\s'"<>]+""", RegexOptions.CultureInvariant);

    /// <summary>A signature or a token in the query of an address without its host, such as a redirect within one.</summary>
    private static readonly Regex SignedParameter = new(
        """([?&](?:[a-z0-9-]{1,32}[_-])?(?:signature|sig|token|credential|secret|key)=)[^&\s'"<>]{1,1024}""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Masks every kind of secret but the queries of addresses.</summary>
    public static string MaskCredentials(string text)
    {
        text = KeyShape.Mask(ProxySecrets.Mask(text), Mark);
        if (!text.Contains("://", StringComparison.Ordinal))
            return text;

        text = UserInformation.Replace(text, Mark + "@");
        return OddUserInformation.Replace(text, Mark + "@");
    }

    /// <summary>Masks every kind of secret.</summary>
    public static string Mask(string text)
    {
        text = MaskCredentials(text);
        if (text.Contains("://", StringComparison.Ordinal))
            text = Query.Replace(text, "?" + Mark);
        return text.Contains('=', StringComparison.Ordinal) ? SignedParameter.Replace(text, "$1" + Mark) : text;
    }
}
