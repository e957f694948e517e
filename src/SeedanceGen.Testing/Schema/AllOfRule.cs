using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary><c>allOf</c>, and <c>$ref</c>, which is an <c>allOf</c> of one.</summary>
internal sealed class AllOfRule(JsonSchema[] schemas) : SchemaRule
{
    public IReadOnlyList<JsonSchema> Schemas => schemas;

    public override void Judge(JsonElement value, SchemaRun run)
    {
        foreach (var schema in schemas)
            schema.Judge(value, run);
    }
}
