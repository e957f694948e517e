using System.Text;

namespace SeedanceGen.Testing.Engine;

/// <summary>Knows the one key that the server accepts, and finds it in places where it must not be.</summary>
internal sealed class KeyGuard(string apiKey)
{
    private const string Scheme = "Bearer ";
    private const string Redacted = "[redacted]";

    private readonly byte[] _keyBytes = Encoding.UTF8.GetBytes(apiKey);

    /// <summary>Documented: <c>Authorization: Bearer</c> and the key. The scheme's case does not matter, as in HTTP everywhere.</summary>
    public bool Accepts(MockRequest request)
    {
        var values = request.Headers.Authorization;
        return values.Count == 1
            && values[0] is { } value
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && value.AsSpan(Scheme.Length).Trim().SequenceEqual(apiKey);
    }

    /// <summary>Whether the key stands in the target or the body, where the API never wants it.</summary>
    public bool IsExposedBy(MockRequest request) =>
        request.Target.Contains(apiKey, StringComparison.Ordinal) || request.Body.Span.IndexOf(_keyBytes) >= 0;

    /// <summary>Whether a request to a host that must never see credentials carries any.</summary>
    public bool IsCarriedBy(MockRequest request)
    {
        if (request.Headers.Authorization.Count > 0 || IsExposedBy(request))
            return true;

        foreach (var header in request.Headers)
        {
            foreach (var value in header.Value)
            {
                if (value?.Contains(apiKey, StringComparison.Ordinal) == true)
                    return true;
            }
        }

        return false;
    }

    public string Redact(string text) => text.Replace(apiKey, Redacted, StringComparison.Ordinal);
}
