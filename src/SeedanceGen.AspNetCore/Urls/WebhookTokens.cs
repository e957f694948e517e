using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Urls;

/// <summary>Derives the token of a reference from the application's secret, and checks one in constant time.</summary>
internal sealed class WebhookTokens
{
    /// <summary>Keeps these tokens apart from anything else that is derived from the same secret.</summary>
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
