using System.Text.Json;
using SeedanceGen.Testing.Contract.Schemas;

namespace SeedanceGen.Testing.Contract;

/// <summary>Judges a JSON body by a schema of the API description.</summary>
internal static class BodyJudge
{
    public static List<SchemaViolation> Judge(ReadOnlyMemory<byte> body, JsonSchema schema)
    {
        var run = new SchemaRun();
        try
        {
            using var document = JsonDocument.Parse(body);
            schema.Judge(document.RootElement, run);
            FindRepeated(document.RootElement, run);
        }
        catch (JsonException malformed)
        {
            run.Report("json", "one JSON value", body.IsEmpty ? "nothing" : "a text that is none: " + malformed.Message);
        }

        return run.Violations;
    }

    /// <summary>A repeated name is read differently by every reader (RFC 8259, section 4), so no contract holds for it.</summary>
    private static void FindRepeated(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in value.EnumerateObject())
            {
                run.Enter(property.Name);
                if (!names.Add(property.Name))
                    run.Report("json", "each name once", "the name again");
                FindRepeated(property.Value, run);
                run.Leave();
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                run.Enter(index++);
                FindRepeated(item, run);
                run.Leave();
            }
        }
    }
}
