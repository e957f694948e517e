using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>What a server answered, or why there is no answer.</summary>
internal sealed record SeenAnswer(OperationDescription Operation, int StatusCode, string? ContentType, byte[] Body, string? Problem)
{
    public const string Success = "success";

    /// <summary>The body as an object; null when it is none, or one that cannot be read safely: a name that stands twice, half a character.</summary>
    public JsonObject? Json { get; } = Parse(Body);

    public string? Text(string name) => Json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether the server says that it did what it was asked.</summary>
    public bool IsSuccess => Json?[Success] is JsonValue value && value.TryGetValue<bool>(out var success) && success;

    /// <summary>What is wrong with it as the answer of success; null when nothing is.</summary>
    public string? WrongAsSuccess()
    {
        if (Problem is not null)
            return Problem;
        if (StatusCode is < 200 or > 299)
            return $"{Status}, an error where success was expected";
        return Wrong(Operation.ResponseFor(StatusCode)) ?? (IsSuccess ? null : $"{Status} with success that is not true");
    }

    /// <summary>What is wrong with it as an error envelope, whatever its status code; null when nothing is.</summary>
    public string? WrongAsError()
    {
        if (Problem is not null)
            return Problem;
        if (Wrong(Operation.Responses.First(reply => reply.StatusCode == "default")) is { } wrong)
            return wrong;
        return Json?[Success]?.GetValueKind() == JsonValueKind.False ? null : $"{Status} with success that is not false";
    }

    public string Status => "HTTP " + StatusCode.ToString(CultureInfo.InvariantCulture);

    private string? Wrong(ResponseDescription? contract)
    {
        var violations = contract?.Body?.Judge(ContentType, Body) ?? [];
        return violations.Count == 0 ? null : $"{Status}; {string.Join("; ", violations)}";
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            // What is in such an object throws only when it is asked for.
            return BodyValidator.Judge(body, new JsonSchema()).Count == 0 ? JsonNode.Parse(body) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
