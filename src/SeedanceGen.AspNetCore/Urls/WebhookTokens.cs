using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Urls;

/// <summary>Derives the token of a reference from the application's secret, and checks one in constant time.</summary>
internal sealed class WebhookTokens
{
    /// <summary>The length of a token: 256 bits in base64, without padding.</summary>
    public const int Length = 43;

    /// <summary>Separates these tokens from other values that are derived from the same secret.</summary>
    private const string Purpose = "seedance-webhook/1/";

    private readonly byte[][] _secrets;

    public WebhookTokens(IOptions<SeedanceWebhookOptions> options)
    {
        var current = options.Value.Secret ?? throw new ArgumentException("There is no secret.", nameof(options));
        _secrets = [Encoding.UTF8.GetBytes(current), .. options.Value.PreviousSecrets.Select(Encoding.UTF8.GetBytes)];
    }

    public string Create(string reference) => Create(_secrets[0], reference);

    public bool IsValid(string reference, string token)
    {
        var valid = false;
        foreach (var secret in _secrets)
            valid |= FixedTimeEquals(Create(secret, reference), token);

        return valid;
    }

    private static string Create(byte[] secret, string reference) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(Purpose + reference)));

    private static bool FixedTimeEquals(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected.AsSpan()), MemoryMarshal.AsBytes(given.AsSpan()));
}

/// <summary>
/// The rules of a reference, which is a path segment. The allowed characters are those that no server, proxy or router decodes, encodes or
/// folds, so that the endpoint compares exactly what was signed.
/// </summary>
internal static class WebhookReference
{
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    public static bool IsValid(string reference) =>
        reference.Length is > 0 and <= MaxLength && reference is not ("." or "..") && !reference.AsSpan().ContainsAnyExcept(Allowed);
}

/// <summary>The rules of the address at which the service reaches the endpoint.</summary>
internal static class PublicAddressRules
{
    /// <summary>Why the address cannot be used; null when it can.</summary>
    public static string? ProblemOf(Uri address)
    {
        if (!address.IsAbsoluteUri)
            return "must be an absolute URL.";
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            return "must be HTTPS, because the token in its path is a secret; only this machine (loopback) may be HTTP.";

        return address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0
            ? "must have no query, no fragment and no user."
            : null;
    }
}
