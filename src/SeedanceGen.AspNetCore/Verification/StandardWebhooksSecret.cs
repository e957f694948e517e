namespace SeedanceGen.AspNetCore;

/// <summary>The key in a secret of the Standard Webhooks specification.</summary>
internal static class StandardWebhooksSecret
{
    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    public static byte[] Decode(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var encoded = secret.AsSpan(secret.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : 0);
        Span<byte> key = stackalloc byte[MaxBytes];
        return Convert.TryFromBase64Chars(encoded, key, out var length) && length >= MinBytes
            ? key[..length].ToArray()
            : throw new ArgumentException($"A secret is '{Prefix}' and the base64 of {MinBytes} to {MaxBytes} bytes; this one is not.", nameof(secret));
    }
}
