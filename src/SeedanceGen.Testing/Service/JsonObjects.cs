using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Service;

/// <summary>Walks the objects of a JSON value, inner ones first.</summary>
internal static class JsonObjects
{
    public static IEnumerable<JsonObject> In(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var inner in children.ToArray().SelectMany(In))
            yield return inner;
        if (node is JsonObject self)
            yield return self;
    }
}
