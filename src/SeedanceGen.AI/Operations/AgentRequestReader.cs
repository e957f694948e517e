using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.AI.Schema;
using SeedanceGen.Words;

namespace SeedanceGen.AI.Operations;

/// <summary>
/// Reads a request from the arguments of a call. An unknown field is an error, because the agent would pay for a video without it.
/// </summary>
internal sealed class AgentRequestReader(RequestSchemaJson schema)
{
    /// <summary>
    /// Reads the request; null when the arguments are not a request that follows the rules, and <paramref name="problems"/> gets every
    /// reason.
    /// </summary>
    public VideoGenerationRequest? Read(JsonObject arguments, List<string> problems)
    {
        foreach (var name in arguments.Select(argument => argument.Key).Where(name => !schema.Fields.ContainsKey(name)))
            problems.Add($"There is no field '{name}'{Nearest.Hint(name, schema.Fields.Select(field => field.Key))}.");
        foreach (var name in schema.Required.Where(name => arguments[name] is null))
            problems.Add($"The field '{name}' is missing.");
        foreach (var (name, value) in arguments)
        {
            if (value is not null && schema.Fields[name] is JsonObject field && TypeProblem(name, field, value) is { } problem)
                problems.Add(problem);
        }

        if (problems.Count > 0)
            return null;

        try
        {
            var given = new JsonObject(arguments.Where(argument => argument.Value is not null)
                .Select(argument => KeyValuePair.Create(argument.Key, argument.Value?.DeepClone())));
            var request = given.Deserialize(SeedanceJsonContext.Default.VideoGenerationRequest);
            problems.AddRange(request!.Validate().Select(violation => violation.Message));
            return problems.Count == 0 ? request : null;
        }
        catch (JsonException unreadable)
        {
            problems.Add($"The request cannot be read{(unreadable.Path is { } path ? $" at {path}" : string.Empty)}.");
            return null;
        }
    }

    private static string? TypeProblem(string name, JsonObject field, JsonNode value)
    {
        if (field["type"] is not JsonValue type || !type.TryGetValue<string>(out var expected))
            return null;

        var actual = value.GetValueKind();
        var fits = expected switch
        {
            "string" => actual == JsonValueKind.String,
            "integer" or "number" => actual == JsonValueKind.Number,
            "boolean" => actual is JsonValueKind.True or JsonValueKind.False,
            "array" => actual == JsonValueKind.Array,
            "object" => actual == JsonValueKind.Object,
            _ => true,
        };
        return fits ? null : $"The field '{name}' takes JSON of the type {expected}, not {actual.ToString().ToLowerInvariant()}.";
    }
}
