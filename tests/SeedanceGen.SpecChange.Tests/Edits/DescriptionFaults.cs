namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>A mistake of a maintainer.</summary>
/// <param name="Name">The kind of mistake.</param>
/// <param name="Apply">Makes it in a copy of the description.</param>
/// <param name="At">Words that only the faulty line has.</param>
internal sealed record DescriptionFault(string Name, Func<YamlEditor, YamlEditor> Apply, string At);

/// <summary>The mistakes that the build has to report, each as one error at its line.</summary>
internal static class DescriptionFaults
{
    private const string Schemas = "components > schemas";
    private const string Request = Schemas + " > VideoGenerationRequest";
    private const string Fields = Request + " > properties";

    public static IReadOnlyList<DescriptionFault> All { get; } =
    [
        new("a tab", yaml => yaml
            .Words("        prompt:\n          type: string\n          min", "        prompt:\n\t  type: string\n          min"),
            "\t  type: string"),
        new("a key twice", yaml => yaml.Replace(Fields + " > mediaUrls > maxItems", "maxItems: 5\nmaxItems: 6"), "maxItems: 6"),
        new("a reference of a field to nothing", yaml => yaml
            .Replace(Fields + " > resolution > allOf > [0]", "- $ref: '#/components/schemas/Resolutions'"),
            "schemas/Resolutions"),
        new("a limit that is no number", yaml => yaml.Replace(Fields + " > mediaUrls > maxItems", "maxItems: five"), "maxItems: five"),
        new("an unknown keyword", yaml => yaml.Add(Fields + " > duration", "maximun: 20"), "maximun: 20"),
        new("a model without limits", yaml => yaml
            .Add(Schemas + " > SeedanceModel > enum", "- novel-9.0"), "            - required: [model]"),
        new("nothing at all", yaml => new YamlEditor(""), ""),
        new("an operation id twice", yaml => yaml
            .Replace("paths > /api/open/v1/models > get > operationId", "operationId: getVideoGeneration # again"),
            "# again"),
        new("a type that does not exist", yaml => yaml.Replace(Fields + " > duration > type", "type: intger"), "type: intger"),
        new("a value twice", yaml => yaml
            .Replace(Schemas + " > Resolution > enum", "enum: [480p, 720p, 720p, 1080p]")
            .Replace(Schemas + " > Resolution > x-enumNames", "x-enumNames: [P480, P720, P720b, P1080]"),
            "enum: [480p, 720p, 720p, 1080p]"),
        new("a model that differs in case", yaml => yaml
            .Add(Schemas + " > SeedanceModel > enum", "- Seedance-1.5-Pro")
            .Replace(Request + " > allOf > [1] > oneOf > [1] > properties > model > enum", "enum: [seedance-1.5-pro, Seedance-1.5-Pro]"),
            "        - Seedance-1.5-Pro"),
        new("a status that differs in case", yaml => yaml
            .Replace(Schemas + " > GenerationStatus > enum", "enum: [queued, Queued, processing, succeeded, failed, cancelled]"),
            "enum: [queued, Queued"),
        new("no operation id", yaml => yaml.Remove("paths > /api/open/v1/models > get > operationId"), "      tags: [models]"),
        new("a reference of a response to nothing", yaml => yaml
            .Words("#/components/schemas/ModelList'", "#/components/schemas/ModelLst'"), "schemas/ModelLst'"),
        new("an extension that does not exist", yaml => yaml
            .Words("      x-charges-credits: true", "      x-charges-credit: true"), "x-charges-credit: true"),
        new("a format of another type", yaml => yaml.Replace(
            Schemas + " > VideoGenerationAccepted > properties > creditsCharged > type", "type: string\nformat: int64"), "format: int64"),
        new("an operation that a job needs is not marked", yaml => yaml
            .Remove("paths > /api/open/v1/video/generations/{requestId} > get > x-job"), "paths:"),
        new("a field that a job needs is not marked", yaml => yaml
            .Remove(Schemas + " > VideoGenerationAccepted > properties > requestId > x-job"), "    VideoGenerationAccepted:"),
        new("a job cannot be read without a further parameter", yaml => yaml
            .Add("paths > /api/open/v1/video/generations/{requestId} > get > parameters", """
                - name: X-Tenant
                  in: header
                  required: true
                  description: Who asks. [API overview]
                  schema:
                    type: string
                """), "x-job: read"),
    ];
}
