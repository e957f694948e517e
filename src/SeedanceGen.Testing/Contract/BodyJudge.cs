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
            if (!run.Fits(schema, document.RootElement))
                schema.Judge(document.RootElement, run);
            if (RepeatedNames.MayBeIn(body.Span))
                RepeatedNames.Report(document.RootElement, run);
        }
        catch (JsonException malformed)
        {
            run.Report("json", "one JSON value", body.IsEmpty ? "nothing" : "a text that is none: " + malformed.Message);
        }

        return run.Violations;
    }
}
