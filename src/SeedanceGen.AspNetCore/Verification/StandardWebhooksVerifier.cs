using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// Checks symmetric signatures of the Standard Webhooks specification, version 1.0.0: <c>webhook-id</c>, <c>webhook-timestamp</c> and
/// <c>webhook-signature</c>. The Seedance API does not document signatures; use this for a gateway that signs. The signatures are found
/// in each form in which an intermediary may hand their list on: joined by commas, or split into several lines.
/// </summary>
public sealed class StandardWebhooksVerifier : IWebhookVerifier
{
    /// <summary>The default for the largest difference between the timestamp and now, in either direction: 5 minutes.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1";

    private static readonly char[] Separators = [',', ' ', '\t'];

    private readonly byte[][] _keys;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _tolerance;

    /// <summary>Creates a verifier that accepts signatures made with any of these secrets.</summary>
    /// <param name="secrets">The secrets, <c>whsec_</c> and base64 of 24 to 64 bytes. Pass several while one replaces another.</param>
    /// <param name="timeProvider">The clock; the system's when null.</param>
    /// <param name="tolerance">
    /// The largest difference between the timestamp and now; <see cref="DefaultTolerance"/> when null.
    /// </param>
    /// <exception cref="ArgumentException">There is no secret, one of them is malformed, or the tolerance is below zero.</exception>
    public StandardWebhooksVerifier(IEnumerable<string> secrets, TimeProvider? timeProvider = null, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _keys = [.. secrets.Select(StandardWebhooksSecret.Decode)];
        if (_keys.Length == 0)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));

        _clock = timeProvider ?? TimeProvider.System;
        _tolerance = tolerance ?? DefaultTolerance;
        ArgumentOutOfRangeException.ThrowIfLessThan(_tolerance, TimeSpan.Zero, nameof(tolerance));
    }

    /// <inheritdoc/>
    public ValueTask<WebhookVerificationResult> VerifyAsync(
        IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return new(Verify(headers, body.Span));
    }

    private WebhookVerificationResult Verify(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        // The signed parts are separated by full stops, so a full stop inside the id could move a boundary.
        if (headers["webhook-id"] is not [{ Length: > 0 } id] || id.Contains('.', StringComparison.Ordinal))
            return WebhookVerificationResult.Rejected("webhook-id is missing or malformed");
        if (headers["webhook-timestamp"] is not [{ } timestamp]
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return WebhookVerificationResult.Rejected("webhook-timestamp is missing or malformed");
        if (Math.Abs(_clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > _tolerance.TotalSeconds)
            return WebhookVerificationResult.Rejected("webhook-timestamp is too far from now");

        var signed = false;
        foreach (var key in _keys)
            signed |= IsAmong(headers["webhook-signature"], Sign(key, id, timestamp, body));

        return signed
            ? WebhookVerificationResult.Accepted
            : WebhookVerificationResult.Rejected("webhook-signature has no signature of this webhook");
    }

    private static byte[] Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// Compares each signature of the list; one that does not match does not end the comparison. HTTP lets an intermediary join the lines
    /// of a header with commas, and split it at commas, which stand inside of each signature too. So every separator means the same here.
    /// </summary>
    private static bool IsAmong(StringValues header, byte[] expected)
    {
        var found = false;
        var isOfVersion = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var line in header)
        {
            foreach (var part in (line ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (isOfVersion && Convert.TryFromBase64Chars(part, given, out var length))
                    found |= CryptographicOperations.FixedTimeEquals(given[..length], expected);
                isOfVersion = part == Version;
            }
        }

        return found;
    }
}

/// <summary>Decodes a secret of the Standard Webhooks specification.</summary>
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
            : throw new ArgumentException(
                $"A secret is '{Prefix}' and the base64 of {MinBytes} to {MaxBytes} bytes; this one is not.", nameof(secret));
    }
}
