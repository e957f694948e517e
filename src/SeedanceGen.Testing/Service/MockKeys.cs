using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>
/// The keys of one mock server: the one in force, and those that were. All of them are looked for wherever a key must not be. How the
/// service revokes and replaces keys is not documented; documented is the answer to a key that is missing, revoked, expired or invalid.
/// </summary>
public sealed partial class MockKeys
{
    private readonly MockServerState _state;
    private readonly object _gate = new();
    private volatile KnownKey[] _keys;

    internal MockKeys(MockServerState state)
    {
        (_state, Redactor) = (state, Redact);
        _keys = [new KnownKey(state.Options.ApiKey, ValidUntil: null)];
    }

    /// <summary>The newest key, revoked or not.</summary>
    public string Current => _keys[^1].Value;

    /// <summary>Whether no key is accepted at all, until the next <see cref="Rotate"/>.</summary>
    public bool IsRevoked => _keys[^1].ValidUntil is not null;

    /// <summary><see cref="Redact"/>, made once for all who keep it.</summary>
    internal Func<string, string> Redactor { get; }

    /// <summary>Refuses every key from now on, those within their grace too, with the documented error.</summary>
    public void Revoke()
    {
        lock (_gate)
            _keys = [.. _keys.Select(key => End(key, _state.Time.GetUtcNow()))];
    }

    /// <summary>Puts a new key in force, also after <see cref="Revoke"/>.</summary>
    /// <param name="newKey">The new key; one that the server had before comes into force again.</param>
    /// <param name="grace">How long, on the server's clock, the key in force so far is accepted beside it; not at all by default.</param>
    /// <exception cref="ArgumentException"><paramref name="newKey"/> is nothing that a header can carry.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grace"/> is negative.</exception>
    public void Rotate(string newKey, TimeSpan grace = default)
    {
        KeyFormat.EnsureUsable(newKey, nameof(newKey));
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        lock (_gate)
        {
            var end = _state.Time.GetUtcNow() + grace;
            _keys = [.. _keys.Where(key => key.Value != newKey).Select(key => End(key, end)), new KnownKey(newKey, ValidUntil: null)];
        }
    }

    /// <summary>Fails when any key, old or new, arrived where it must never be sent; see <see cref="RequestJournal.KeyLeaks"/>.</summary>
    /// <exception cref="MockAssertionException">A key leaked; the message lists the requests.</exception>
    public void ShouldNotHaveLeaked()
    {
        var leaks = _state.Journal.KeyLeaks;
        if (leaks.Count > 0)
            throw new MockAssertionException(leaks.Describe("No key was expected to leak, and these requests carried one where it must not be"));
    }

    /// <summary>Fails when any key, old or new, stands in a text: a log, an exception, the body that a webhook receiver got.</summary>
    /// <param name="text">What to search.</param>
    /// <param name="where">What the text is, for the message.</param>
    /// <exception cref="MockAssertionException">A key is in the text; the message does not repeat it.</exception>
    public void ShouldNotAppearIn(string text, string where = "the text")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_keys.Any(key => text.Contains(key.Value, StringComparison.Ordinal)))
            throw new MockAssertionException($"No key was expected in {where}, and there is one: {Redact(text)}");
    }

    private static KnownKey End(KnownKey key, DateTimeOffset when) =>
        key.ValidUntil <= when ? key : key with { ValidUntil = when };
}
