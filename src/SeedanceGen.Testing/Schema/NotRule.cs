using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary><c>not</c>.</summary>
internal sealed class NotRule(JsonSchema schema) : SchemaRule
{
    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (run.Fits(schema, value))
            run.Report("not", "anything else", value);
    }
}
