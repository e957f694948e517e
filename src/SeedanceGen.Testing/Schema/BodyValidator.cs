using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>Judges a JSON body by a schema of the API description.</summary>
internal static class BodyValidator
{
    public static List<SchemaViolation> Judge(ReadOnlyMemory<byte> body, JsonSchema schema)
    {
        var run = new SchemaRun();
        try
        {
            if (UnreadableTexts.FirstForeignByte(body.Span) is { } at)
            {
                run.Report("json", "a text in UTF-8", string.Create(CultureInfo.InvariantCulture, $"something else from byte {at} on"));
                return run.Violations;
            }

            using var document = JsonDocument.Parse(body);
            if (UnreadableTexts.MayBeIn(body.Span) && UnreadableTexts.Report(document.RootElement, run))
                return run.Violations;
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
