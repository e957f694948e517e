using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>Writes a mapping for WireMock.Net.</summary>
internal static partial class WireMockNetWriter
{
    /// <summary>The mapping; null for an exchange that this dialect cannot express.</summary>
    public static JsonObject? Write(MappedExchange exchange)
    {
        if (exchange.EchoedId is not null)
            return null;

        var mapping = new JsonObject { ["Title"] = exchange.Title, ["Priority"] = exchange.Priority };
        if (exchange.Scenario is not null)
        {
            mapping["Scenario"] = exchange.Scenario;
            if (exchange.State is not null)
                mapping["WhenStateIs"] = exchange.State;
            mapping["SetStateTo"] = exchange.NextState;
        }

        mapping["Request"] = Request(exchange);
        mapping["Response"] = Response(exchange);
        return mapping;
    }

    private static JsonObject Request(MappedExchange exchange)
    {
        var path = exchange.Path.Contains('{', StringComparison.Ordinal)
            ? Matcher("RegexMatcher", $"^{Parameter().Replace(exchange.Path, "[^/]+")}$")
            : Matcher("ExactMatcher", exchange.Path);
        var request = new JsonObject
        {
            ["Path"] = new JsonObject { ["Matchers"] = new JsonArray(path) },
            ["Methods"] = new JsonArray(exchange.Method),
        };
        if (exchange.Authorization is { } key)
        {
            var matcher = Matcher("ExactMatcher", key);
            var authorization = new JsonObject { ["Name"] = "Authorization", ["Matchers"] = new JsonArray(matcher) };
            if (exchange.IsRejection)
            {
                // The matcher accepts every other key, and the header accepts a request without it.
                matcher["RejectOnMatch"] = true;
                authorization["RejectOnMatch"] = true;
            }

            request["Headers"] = new JsonArray(authorization);
        }

        if (exchange.Body is not null)
            request["Body"] = new JsonObject { ["Matcher"] = Matcher("JsonMatcher", exchange.Body.DeepClone()) };
        return request;
    }

    private static JsonObject Response(MappedExchange exchange)
    {
        var headers = new JsonObject { ["Content-Type"] = exchange.Response.ContentType };
        foreach (var (name, value) in exchange.Response.Headers)
            headers[name] = value;

        var response = new JsonObject { ["StatusCode"] = exchange.Response.StatusCode, ["Headers"] = headers };
        if (exchange.Response.IsJson)
            response["BodyAsJson"] = JsonNode.Parse(exchange.Response.Body.Span);
        else
            response["BodyAsBytes"] = Convert.ToBase64String(exchange.Response.Body.Span);
        return response;
    }

    private static JsonObject Matcher(string name, JsonNode pattern) => new() { ["Name"] = name, ["Pattern"] = pattern };

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
