using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Words;

namespace SeedanceGen.AI.Operations;

/// <summary>The arguments of the operations that take a job, and not a request.</summary>
internal static class ArgumentSchema
{
    public const string Timeout = "timeoutSeconds";
    public const string FileName = "fileName";

    /// <summary>The id of a job, as the service calls it.</summary>
    public static string JobId => JobState.IdField;

    public static KeyValuePair<string, JsonNode?> JobIdProperty(string description) => Property(JobId, "string", description);

    public static KeyValuePair<string, JsonNode?> Property(string name, string type, string description) =>
        KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = type, ["description"] = description });

    /// <summary>An object with these properties and no others.</summary>
    public static JsonObject Of(string[] required, params KeyValuePair<string, JsonNode?>[] properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(properties) };
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>The id of the job; null when the arguments have none.</summary>
    /// <exception cref="AgentException">The argument is not a text, or is blank.</exception>
    public static string? FindJobId(JsonObject arguments) => TextOf(arguments, JobId);

    /// <exception cref="AgentException">The argument is missing, is not a text, or is blank.</exception>
    public static string JobIdOf(JsonObject arguments) =>
        FindJobId(arguments)
        ?? throw new AgentException("invalidArguments", $"The argument '{JobId}' is missing: a submission returns it.");

    /// <exception cref="AgentException">The argument is not a text, or is blank.</exception>
    public static string? TextOf(JsonObject arguments, string name) => arguments[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim() is { Length: > 0 } text =>
            text,
        _ => throw new AgentException("invalidArguments", $"The argument '{name}' takes a text that is not empty."),
    };

    /// <exception cref="AgentException">The argument is not a number of seconds above 0, up to 86,400.</exception>
    public static TimeSpan? SecondsOf(JsonObject arguments, string name) => arguments[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var seconds)
            && seconds is > 0 and <= 86_400 => TimeSpan.FromSeconds(seconds),
        _ => throw new AgentException("invalidArguments", $"The argument '{name}' takes seconds: a number above 0, up to 86400."),
    };

    /// <exception cref="AgentException">The arguments have one that the operation does not have.</exception>
    public static void EnsureKnown(JsonObject arguments, JsonObject schema)
    {
        var known = schema["properties"]!.AsObject();
        if (arguments.Select(argument => argument.Key).FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
        {
            var hint = Nearest.Hint(unknown, known.Select(own => own.Key));
            throw new AgentException("invalidArguments", $"There is no argument '{unknown}'{hint}.");
        }
    }
}
