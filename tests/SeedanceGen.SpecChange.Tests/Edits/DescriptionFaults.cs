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
    private const string Fields = Schemas + " > VideoGenerationRequest > properties";

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
    ];
}
