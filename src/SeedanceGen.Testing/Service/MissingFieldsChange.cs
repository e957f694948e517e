using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

internal sealed class MissingFieldsChange : VariantChange
{
    /// <summary>The link of a video and the object that holds it, by their names in JSON.</summary>
    private static readonly HashSet<string> Kept =
    [
        FieldName.Of<VideoGeneration, VideoOutput>(),
        FieldName.Of<VideoOutput, Uri>(),
    ];

    public override void Apply(EditableResponse answer, OperationDescription operation)
    {
        if (operation.ResponseFor(answer.StatusCode)?.Body?.JsonSchema is { } schema)
            Reduce(answer.Body, schema);
    }

    private static void Reduce(JsonNode? node, JsonSchema schema)
    {
        if (node is not JsonObject item)
            return;

        foreach (var rule in schema.ObjectRules())
        {
            foreach (var (name, property) in rule.Properties)
            {
                if (rule.Required.Contains(name) || Kept.Contains(name))
                    Reduce(item[name], property);
                else
                    item.Remove(name);
            }
        }
    }
}
