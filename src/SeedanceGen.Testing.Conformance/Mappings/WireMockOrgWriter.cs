using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>Writes a mapping for WireMock 3 (wiremock.org).</summary>
internal static class WireMockOrgWriter
{
    /// <summary>The path's parameter, as response templates name it.</summary>
    private const string IdTemplate = "{{request.path.requestId}}";

    public static JsonObject Write(MappedExchange exchange)
    {
        var mapping = new JsonObject { ["name"] = exchange.Title, ["priority"] = exchange.Priority };
        if (exchange.Scenario is not null)
        {
            mapping["scenarioName"] = exchange.Scenario;
            if (exchange.State is not null)
                mapping["requiredScenarioState"] = exchange.State;
            mapping["newScenarioState"] = exchange.NextState;
        }

        mapping["request"] = Request(exchange);
        mapping["response"] = Response(exchange);
        return mapping;
    }

    private static JsonObject Request(MappedExchange exchange)
    {
        var request = new JsonObject
        {
            ["method"] = exchange.Method,
            [exchange.Path.Contains('{', StringComparison.Ordinal) ? "urlPathTemplate" : "urlPath"] = exchange.Path,
        };
        if (exchange.Authorization is { } key)
            request["headers"] = new JsonObject { ["Authorization"] = exchange.IsRejection ? AnyBut(key) : EqualTo(key) };
        if (exchange.Body is not null)
            request["bodyPatterns"] = new JsonArray(new JsonObject { ["equalToJson"] = exchange.Body.DeepClone() });
        return request;
    }

    private static JsonObject Response(MappedExchange exchange)
    {
        var headers = new JsonObject { ["Content-Type"] = exchange.Response.ContentType };
        foreach (var (name, value) in exchange.Response.Headers)
            headers[name] = value;

        var response = new JsonObject { ["status"] = exchange.Response.StatusCode, ["headers"] = headers };
        if (!exchange.Response.IsJson)
        {
            response["base64Body"] = Convert.ToBase64String(exchange.Response.Body.Span);
            return response;
        }

        var body = JsonNode.Parse(exchange.Response.Body.Span);
        if (exchange.EchoedId is null)
        {
            response["jsonBody"] = body;
            return response;
        }

        response["body"] = body!.ToJsonString().Replace(exchange.EchoedId, IdTemplate, StringComparison.Ordinal);
        response["transformers"] = new JsonArray("response-template");
        return response;
    }

    private static JsonObject AnyBut(string value) => new()
    {
        ["or"] = new JsonArray(new JsonObject { ["absent"] = true }, new JsonObject { ["not"] = EqualTo(value) }),
    };

    private static JsonObject EqualTo(string value) => new() { ["equalTo"] = value };
}
