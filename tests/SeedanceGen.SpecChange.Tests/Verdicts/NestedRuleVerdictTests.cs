using SeedanceGen.Release.Comparison;
using SeedanceGen.SpecChange.Tests.Edits;
using static SeedanceGen.Release.Comparison.VersionBump;

namespace SeedanceGen.SpecChange.Tests.Verdicts;

/// <summary>A limit inside a request, and a rule between fields, that becomes narrower or wider.</summary>
public sealed class NestedRuleVerdictTests
{
    private const string Schemas = "components > schemas";
    private const string Request = Schemas + " > VideoGenerationRequest";

    /// <summary>The description with objects in its request.</summary>
    private static YamlEditor Nested => new YamlEditor(File.ReadAllText(Repository.Yaml))
        .Add(Request + " > properties", """
            lens:
              allOf:
                - $ref: '#/components/schemas/Lens'
              description: The lens. [Text to video]
            scenes:
              type: array
              description: What follows what. [Text to video]
              maxItems: 4
              items:
                $ref: '#/components/schemas/Scene'
            """)
        .Add(Schemas, """
            Lens:
              type: object
              description: A lens. [Text to video]
              required: [kind]
              properties:
                kind:
                  type: string
                  description: The kind. [Text to video]
                  enum: [wide, tele]
                blur:
                  type: number
                  description: How much. [Text to video]
                  minimum: 0
                  maximum: 1
            Scene:
              type: object
              description: A scene. [Text to video]
              required: [start]
              properties:
                start:
                  type: number
                  description: When, in seconds. [Text to video]
                  maximum: 15
            """)
        .Add(Request + " > allOf > [1] > oneOf > [1] > properties", """
            lens:
              properties:
                blur:
                  maximum: 0.5
            scenes:
              items:
                properties:
                  start:
                    maximum: 10
            """)
        .Add(Request + " > allOf", """
            - not:
                required: [lens, scenes]
                properties:
                  lens:
                    required: [kind]
                    properties:
                      kind:
                        enum: [tele]
            """);

    /// <summary>Each narrower edit with the verdict's line; taken back it is wider, and the second line is its line.</summary>
    private static readonly Dictionary<string, (Func<YamlEditor, YamlEditor> Edit, string Narrower, string Wider)> Edits = new()
    {
        ["a limit in an object"] = (
            yaml => yaml.Replace(Schemas + " > Lens > properties > blur > maximum", "maximum: 0.9"),
            "Lens.blur accepts less: maximum is 0.9, was 1", "Lens.blur accepts more: maximum is 1, was 0.9"),
        ["a limit of an item"] = (
            yaml => yaml.Replace(Schemas + " > Scene > properties > start > maximum", "maximum: 12"),
            "Scene.start accepts less: maximum is 12, was 15", "Scene.start accepts more: maximum is 15, was 12"),
        ["a limit of a model in an object"] = (
            yaml => yaml.Replace(
                Request + " > allOf > [1] > oneOf > [1] > properties > lens > properties > blur > maximum", "maximum: 0.25"),
            "VideoGenerationRequest accepts less: not {\"model\":\"seedance-1.5-pro\",\"lens\":{\"kind\":\"tele\",\"blur\":0.26}}",
            "VideoGenerationRequest accepts more: {\"model\":\"seedance-1.5-pro\",\"lens\":{\"kind\":\"tele\",\"blur\":0.26}}"),
        ["a limit of a model in an item"] = (
            yaml => yaml.Replace(
                Request + " > allOf > [1] > oneOf > [1] > properties > scenes > items > properties > start > maximum", "maximum: 5"),
            "VideoGenerationRequest accepts less: not {\"model\":\"seedance-1.5-pro\",\"scenes\":[{\"start\":5.01}]}",
            "VideoGenerationRequest accepts more: {\"model\":\"seedance-1.5-pro\",\"scenes\":[{\"start\":5.01}]}"),
        ["a rule between fields that looks into an object"] = (
            yaml => yaml.Replace(
                Request + " > allOf > [2] > not > properties > lens > properties > kind > enum", "enum: [tele, wide]"),
            "VideoGenerationRequest accepts less: not "
            + "{\"model\":\"seedance-2.0\",\"lens\":{\"kind\":\"wide\"},\"scenes\":[{\"start\":1}]}",
            "VideoGenerationRequest accepts more: "
            + "{\"model\":\"seedance-2.0\",\"lens\":{\"kind\":\"wide\"},\"scenes\":[{\"start\":1}]}"),
    };

    public static TheoryData<string> Names => [.. Edits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_accepts_less_is_major(string name)
    {
        var changes = DescriptionComparison.Between(Nested.ToString(), Edits[name].Edit(Nested).ToString()).ToList();

        changes.Select(change => (change.Bump, change.Text)).ShouldBe([(Major, Edits[name].Narrower)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_accepts_more_is_minor(string name)
    {
        var changes = DescriptionComparison.Between(Edits[name].Edit(Nested).ToString(), Nested.ToString()).ToList();

        changes.Select(change => (change.Bump, change.Text)).ShouldBe([(Minor, Edits[name].Wider)]);
    }
}
