using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <content>Lets requests in, and finds keys in places where they must not be.</content>
public sealed partial class MockKeys
{
    private const string Scheme = "Bearer ";
    private const string Redacted = "[redacted]";
    private const string Authorization = "Authorization";

    /// <summary>Documented: <c>Authorization: Bearer</c> and the key. The scheme's case does not matter, as in HTTP everywhere.</summary>
    internal MockCredential Judge(MockRequest request)
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

            return _state.Time.GetUtcNow() < end ? MockCredential.Replaced : MockCredential.Revoked;
        }

        return MockCredential.Unknown;
    }

    /// <summary>Where a request to the API has a key beside its <c>Authorization</c> header; null when nowhere.</summary>
    internal string? ExposedIn(MockRequest request)
    {
        foreach (var key in _keys)
        {
            if (Contains(request.Target, key))
                return "its target";
            if (request.Body.Span.IndexOf(key.Bytes.Span) >= 0)
                return "its body";

            foreach (var (name, values) in request.Headers)
            {
                if (name.Equals(Authorization, StringComparison.OrdinalIgnoreCase))
                    continue;

                foreach (var value in values)
                {
                    if (value?.Contains(key.Value, StringComparison.Ordinal) == true)
                        return $"its header {Redact(name)}";
                }
            }
        }

        return null;
    }

    /// <summary>Where a request to a host that must never see credentials has any; null when nowhere.</summary>
    internal string? CarriedIn(MockRequest request) =>
        request.Headers.Authorization.Count > 0 ? "its header " + Authorization : ExposedIn(request);

    internal string Redact(string text)
    {
        var keys = _keys;
        if (keys.Length == 1)
            return text.Replace(keys[0].Value, Redacted, StringComparison.Ordinal);

        // Longest first: a key may begin with another.
        foreach (var key in keys.OrderByDescending(key => key.Value.Length))
            text = text.Replace(key.Value, Redacted, StringComparison.Ordinal);
        return text;
    }

    private static bool Contains(string target, KnownKey key) =>
        target.Contains(key.Value, StringComparison.Ordinal)
        || (target.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(target).Contains(key.Value, StringComparison.Ordinal));
}
