using System.Text.Json;

namespace SeedanceGen.Cli.Output;

/// <summary>An element of the service's list of models. Its shape is not documented, so a model is looked for in any text of it.</summary>
internal static class LiveModel
{
    public static bool Names(JsonElement element, string model) => element.ValueKind switch
    {
        JsonValueKind.String => element.ValueEquals(model),
        JsonValueKind.Object => element.EnumerateObject().Any(property => property.Value.ValueKind == JsonValueKind.String && property.Value.ValueEquals(model)),
        _ => false,
    };
}
