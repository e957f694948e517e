using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SeedanceGen.AI.Operations;

/// <summary>Reads the arguments of a call as JSON: a model's arguments are JSON already, those of a program may be any values.</summary>
internal static class ArgumentReader
{
    public static JsonObject Read(AIFunctionArguments arguments) =>
        new(arguments.Select(argument => KeyValuePair.Create(argument.Key, NodeOf(argument.Value))));

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        JsonNode node => node.DeepClone(),
        _ => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };
}
