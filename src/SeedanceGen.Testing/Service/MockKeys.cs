using System.Text;
using SeedanceGen.Testing.Http;
using SeedanceGen.Texts;

namespace SeedanceGen.Testing;

/// <summary>
/// The keys of one mock server: the current one and all earlier ones. The mock searches for all of them, and for whatever has the shape of
/// a key, wherever a key must not be. How the service revokes and replaces keys is not documented; documented is the response to a key that
/// is missing, revoked, expired or invalid.
/// </summary>
public sealed class MockKeys
{
    private const string Scheme = "Bearer ";
    private const string Redacted = "[redacted]";
    private const string Authorization = "Authorization";

    private readonly TimeProvider _time;
    private readonly RequestJournal _journal;
    private readonly object _gate = new();
    private volatile KnownKey[] _keys;

    internal MockKeys(string first, TimeProvider time, RequestJournal journal)
    {
        (_time, _journal, Redactor) = (time, journal, Redact);
        _keys = [new KnownKey(first, ValidUntil: null)];
    }

    /// <summary>The newest key, revoked or not.</summary>
    public string Current => _keys[^1].Value;

    /// <summary>Whether no key is accepted at all, until the next <see cref="Rotate"/>.</summary>
    public bool IsRevoked => _keys[^1].ValidUntil is not null;

    /// <summary><see cref="Redact"/> as a delegate, made once.</summary>
    internal Func<string, string> Redactor { get; }

    /// <summary>Rejects every key from now on, also those within their grace, with the documented error.</summary>
    public void Revoke()
    {
        lock (_gate)
            _keys = [.. _keys.Select(key => End(key, _time.GetUtcNow()))];
    }

    /// <summary>Puts a new key in force, also after <see cref="Revoke"/>.</summary>
    /// <param name="newKey">The new key; one that the server had before comes into force again.</param>
    /// <param name="grace">How long, on the server's clock, the key in force so far is accepted beside it; not at all by default.</param>
    /// <exception cref="ArgumentException"><paramref name="newKey"/> cannot be sent in a header.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grace"/> is negative.</exception>
    public void Rotate(string newKey, TimeSpan grace = default)
    {
        EnsureUsable(newKey, nameof(newKey));
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        lock (_gate)
        {
            var end = _time.GetUtcNow() + grace;
            _keys = [.. _keys.Where(key => key.Value != newKey).Select(key => End(key, end)), new KnownKey(newKey, ValidUntil: null)];
        }
    }

    /// <summary>Fails when any key, old or new, arrived where it must never be sent; see <see cref="RequestJournal.KeyLeaks"/>.</summary>
    /// <exception cref="SeedanceMockException">A key leaked; the message lists the requests.</exception>
    public void ShouldNotHaveLeaked()
    {
        var leaks = _journal.KeyLeaks;
        if (leaks.Count > 0)
        {
            throw new SeedanceMockException(
                leaks.Describe("No key was expected to leak, and these requests carried one where it must not be"));
        }
    }

    /// <summary>
    /// Fails when any key, old or new, or what has the shape of one, stands in a text: a log, an exception, the body that a webhook
    /// receiver got.
    /// </summary>
    /// <param name="text">What to search.</param>
    /// <param name="where">What the text is, for the message.</param>
    /// <exception cref="SeedanceMockException">A key is in the text; the message does not repeat it.</exception>
    public void ShouldNotAppearIn(string text, string where = "the text")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsIn(text))
            throw new SeedanceMockException($"No key was expected in {where}, and there is one: {Redact(text)}");
    }

    /// <summary>Fails unless a key can be sent in a header.</summary>
    internal static void EnsureUsable(string key, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, name);
        if (!IsUsable(key))
            throw new ArgumentException("A key is sent in a header: visible ASCII characters only, without spaces.", name);
    }

    internal static bool IsUsable(string key) => key.Length > 0 && key.All(character => character is > ' ' and <= '~');

    /// <summary>Documented: <c>Authorization: Bearer</c> and the key. The scheme's case does not matter, as in HTTP everywhere.</summary>
    internal MockCredential CredentialOf(MockRequest request)
    {
        var values = request.Headers.Authorization;
        if (values.Count == 0)
            return MockCredential.Missing;
        if (values.Count > 1 || values[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return MockCredential.Malformed;

        var sent = value.AsSpan(Scheme.Length).Trim();
        if (sent.IsEmpty || sent.Contains(' '))
            return MockCredential.Malformed;

        foreach (var key in _keys)
        {
            if (!sent.SequenceEqual(key.Value))
                continue;
            if (key.ValidUntil is not { } end)
                return MockCredential.Valid;

            return _time.GetUtcNow() < end ? MockCredential.Replaced : MockCredential.Revoked;
        }

        return MockCredential.Unknown;
    }

    /// <summary>
    /// Where a request to the API has a key of this server, or what has the shape of one, beside its <c>Authorization</c> header; null when
    /// nowhere.
    /// </summary>
    internal string? ExposedIn(MockRequest request)
    {
        if (IsIn(request.Target))
            return "its target";
        if (MayBeIn(request.Body.Span) && IsIn(Encoding.UTF8.GetString(request.Body.Span)))
            return "its body";

        foreach (var (name, values) in request.Headers)
        {
            if (name.Equals(Authorization, StringComparison.OrdinalIgnoreCase))
                continue;

            if (IsIn(name))
                return "the name of a header";
            foreach (var value in values)
            {
                if (value is not null && IsIn(value))
                    return $"its header {name}";
            }
        }

        return null;
    }

    /// <summary>Where a request to a host that must never see credentials has any; null when nowhere.</summary>
    internal string? CarriedIn(MockRequest request) =>
        request.Headers.Authorization.Count > 0 ? "its header " + Authorization : ExposedIn(request);

    /// <summary>The text with a mark in place of each key. When escapes hide one, it comes back without those escapes.</summary>
    internal string Redact(string text)
    {
        var redacted = RedactPlain(text);
        var unescaped = KeyShape.Unescaped(redacted);
        return ReferenceEquals(unescaped, redacted) || !IsInPlain(unescaped) ? redacted : RedactPlain(unescaped);
    }

    private string RedactPlain(string text)
    {
        var keys = _keys;
        if (keys.Length == 1)
            return KeyShape.Mask(text.Replace(keys[0].Value, Redacted, StringComparison.Ordinal), Redacted);

        // Longest first: a key may begin with another.
        foreach (var key in keys.OrderByDescending(key => key.Value.Length))
            text = text.Replace(key.Value, Redacted, StringComparison.Ordinal);
        return KeyShape.Mask(text, Redacted);
    }

    /// <summary>Whether bytes may hold a key; most bodies hold none, and are not read as text for it.</summary>
    private bool MayBeIn(ReadOnlySpan<byte> body)
    {
        if (body.ContainsAny((byte)'%', (byte)'\\') || body.IndexOf("d2_"u8) >= 0 || body.IndexOf("D2_"u8) >= 0)
            return true;

        foreach (var key in _keys)
        {
            if (body.IndexOf(key.Bytes.Span) >= 0)
                return true;
        }

        return false;
    }

    private bool IsIn(string text)
    {
        var unescaped = KeyShape.Unescaped(text);
        return IsInPlain(text) || (!ReferenceEquals(unescaped, text) && IsInPlain(unescaped));
    }

    private bool IsInPlain(string text)
    {
        foreach (var key in _keys)
        {
            if (text.Contains(key.Value, StringComparison.Ordinal))
                return true;
        }

        return KeyShape.IsIn(text);
    }

    private static KnownKey End(KnownKey key, DateTimeOffset when) =>
        key.ValidUntil <= when ? key : key with { ValidUntil = when };

    /// <summary>A key that the server has or had.</summary>
    /// <param name="Value">The key.</param>
    /// <param name="ValidUntil">When it is no longer accepted; null for the key in force.</param>
    private sealed record KnownKey(string Value, DateTimeOffset? ValidUntil)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = Encoding.ASCII.GetBytes(Value);
    }
}
