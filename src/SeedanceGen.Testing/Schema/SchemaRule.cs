using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>One keyword of a schema, or several that belong together. A value of another type than a rule is about passes it.</summary>
internal abstract class SchemaRule
{
    public abstract void Judge(JsonElement value, SchemaRun run);
}
