using Microsoft.Net.Http.Headers;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Http;

/// <summary>The parameters of a request, unescaped, by the place where they stand.</summary>
internal sealed class RequestParameters(OperationDescription operation, MockRequest request)
{
    private ILookup<string, string>? _path;
    private ILookup<string, string>? _query;
    private ILookup<string, string>? _cookies;

    public ILookup<string, string> Path => _path ??= Pairs(operation.PathTemplate.Split('/').Zip(request.Path.Split('/'))
        .Where(pair => pair.First.Contains('{', StringComparison.Ordinal))
        .SelectMany(pair => Segment(pair.First, pair.Second)));

    public ILookup<string, string> Query => _query ??= Pairs(Fields(request.Target.Length > request.Path.Length
        ? request.Target[(request.Path.Length + 1)..]
        : ""));

    /// <summary>Validates every parameter that the description has for the operation.</summary>
    public static List<SchemaViolation> Validate(OperationDescription operation, MockRequest request)
    {
        var values = new RequestParameters(operation, request);
        var violations = new List<SchemaViolation>();
        foreach (var parameter in operation.Parameters)
            violations.AddRange(values.Validate(parameter));
        return violations;
    }

    /// <summary>The value of a header; null when the request has none.</summary>
    public static string? Header(MockRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

    /// <summary>The values of a parameter, unescaped; empty when the request has none.</summary>
    public IReadOnlyList<string> Of(ParameterDescription parameter) => [.. Place(parameter)[parameter.Name]];

    private IEnumerable<SchemaViolation> Validate(ParameterDescription parameter)
    {
        // OpenAPI: these three are described elsewhere, and a parameter of their name is to be ignored.
        if (parameter.Place == "header" && parameter.Name.ToUpperInvariant() is "ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION")
            return [];

        var values = Place(parameter);
        return parameter.Validate(name => [.. values[name]], values.Select(value => value.Key));
    }

    private ILookup<string, string> Place(ParameterDescription parameter) => parameter.Place switch
    {
        "path" => Path,
        "query" => Query,
        "cookie" => _cookies ??= Pairs(CookieHeaderValue.TryParseList([.. request.Headers.Cookie.OfType<string>()], out var cookies)
            ? cookies.Select(cookie => (cookie.Name.ToString(), Uri.UnescapeDataString(cookie.Value.ToString())))
            : []),
        _ => Pairs(Header(request, parameter.Name) is { } header ? [(parameter.Name, header)] : []),
    };

    private static ILookup<string, string> Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        pairs.ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The values of one segment, which may have text around its parameters.</summary>
    private static IEnumerable<(string Name, string Value)> Segment(string template, string segment)
    {
        var (start, end) = (template.IndexOf('{', StringComparison.Ordinal), template.IndexOf('}', StringComparison.Ordinal));
        if (end < start)
            yield break;

        var (before, after) = (template[..start], template[(end + 1)..]);
        var length = segment.Length - before.Length - after.Length;
        if (length >= 0)
            yield return (template[(start + 1)..end], Uri.UnescapeDataString(segment[before.Length..(before.Length + length)]));
    }

    private static IEnumerable<(string Name, string Value)> Fields(string query) =>
        from field in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sides = field.Split('=', 2)
        select (Unescaped(sides[0]), sides.Length > 1 ? Unescaped(sides[1]) : "");

    private static string Unescaped(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
