using static SeedanceGen.Release.Comparison.VersionBump;

namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>Fields of a request, their types and their own limits.</summary>
internal static partial class DescriptionEdits
{
    private static IReadOnlyList<DescriptionEdit> RequestFields =>
    [
        new("an optional field", Recipe.Named("Add a field"), Minor, "minor  VideoGenerationRequest.avoid is new"),
        new("a required field", Recipe.Named("Require a field"), Major, "major  VideoGenerationRequest.seed is new and required"),
        new("a field with odd values", Recipe.Named("Choose among values"), Minor,
            "minor  VideoGenerationRequest.quality is new"),
        new("a constant", Recipe.Named("Allow one value"), Minor, "minor  VideoGenerationRequest.codec is new"),
        new("an object in place", Recipe.Named("Add a nested object"), Minor, "minor  VideoGenerationRequest.lens is new"),
        new("an object with a name", yaml => yaml
            .Add(Fields, """
                lens:
                  allOf:
                    - $ref: '#/components/schemas/Lens'
                  description: The lens. [Text to video]
                """)
            .Add(Schemas, """
                Lens:
                  type: object
                  description: A lens. [Text to video]
                  properties:
                    blur:
                      type: number
                      description: How much. [Text to video]
                """), Minor, "minor  VideoGenerationRequest.lens is new"),
        new("a list of objects", Recipe.Named("Add a list of objects"), Minor, "minor  VideoGenerationRequest.scenes is new"),
        new("a list of objects in place", yaml => yaml.Add(Fields, """
            scenes:
              type: array
              description: What follows what. [Text to video]
              maxItems: 4
              items:
                type: object
                required: [text]
                properties:
                  start:
                    type: number
                    description: When, in seconds. [Text to video]
                    minimum: 0
                    maximum: 15
                  text:
                    type: string
                    description: What is seen. [Text to video]
            """), Minor, "minor  VideoGenerationRequest.scenes is new"),
        new("a model with its limits", Recipe.Named("Add a model"), Minor, "minor  SeedanceModel \"novel-9.0\" is new")
        {
            Otherwise = Open,
        },
        new("a value is deprecated", Recipe.Named("Deprecate a value"), Minor,
            "minor  VideoGenerationRequest.aspectRatio \"1:1\" is deprecated", "minor  VideoGeneration.aspectRatio \"1:1\" is deprecated"),
        new("a value is gone", yaml => yaml.Replace(Schemas + " > AspectRatio > enum", "enum: ['16:9', '9:16']")
            .Replace(Schemas + " > AspectRatio > x-enumNames", "x-enumNames: [Ratio16x9, Ratio9x16]"), Major,
            "major  AspectRatio \"1:1\" is gone"),
        new("a field has another name", Recipe.Named("Rename a field"), Major,
            "major  VideoGenerationRequest.prompt is now called text"),
        new("a field is gone", Recipe.Named("Take a field away"), Major, "major  VideoGenerationRequest.aspectRatio is gone"),
        new("a field is deprecated", Recipe.Named("Deprecate a field"), Minor,
            "minor  VideoGenerationRequest.webhookUrl is deprecated"),
        new("an enumeration field is deprecated", yaml => yaml.Add(Fields + " > resolution", "deprecated: true"), Minor,
            "minor  VideoGenerationRequest.resolution is deprecated"),
        new("a field becomes required", yaml => yaml.Replace(Request + " > required", "required: [model, prompt, duration]"), Major,
            "major  VideoGenerationRequest.duration is required now"),
        new("a field becomes optional", yaml => yaml.Replace(Request + " > required", "required: [model]"), Minor,
            "minor  VideoGenerationRequest.prompt is optional now"),
        new("a field may be null", Recipe.Named("Let a field be null"), Minor,
            "minor  VideoGenerationRequest.webhookUrl may be null"),
        new("a field may be null, in 3.1", Recipe.Named("Let a field be null, in OpenAPI 3.1"), Minor,
            "minor  VideoGenerationRequest.webhookUrl may be null"),
        new("a longest prompt", Recipe.Named("Limit a field for every model"), Major,
            "major  VideoGenerationRequest.prompt accepts less: maxLength is 900, was not limited")
        {
            Otherwise = NoLimits,
        },
        new("more media", yaml => yaml.Replace(Fields + " > mediaUrls > maxItems", "maxItems: 9"), Minor,
            "minor  VideoGenerationRequest.mediaUrls accepts more: maxItems is 9, was 5"),
        new("fewer media", yaml => yaml.Replace(Fields + " > mediaUrls > maxItems", "maxItems: 2"), Major,
            "major  VideoGenerationRequest.mediaUrls accepts less: maxItems is 2, was 5")
        {
            Otherwise = NoLimits,
        },
        new("another pattern", yaml => yaml.Replace(Fields + " > mediaUrls > items > pattern", "pattern: ^(https|s3)://"), Major,
            "major  VideoGenerationRequest.mediaUrls[] accepts less: has to match ^(https|s3)://",
            "minor  VideoGenerationRequest.mediaUrls[] accepts more: need not match ^https://")
        {
            Otherwise = NoLimits,
        },
        new("a limit that excludes its number", yaml => yaml
            .Add(Fields + " > duration", "exclusiveMinimum: true\nminimum: 1"), Major,
            "major  VideoGenerationRequest.duration accepts less: minimum is 1 (excluded), was not limited")
        {
            Otherwise = NoLimits,
        },
        new("another type", yaml => yaml.Replace(Fields + " > duration > type", "type: number"), Major,
            "major  VideoGenerationRequest.duration is now number, was integer")
        {
            Otherwise = "A number accepts every integer; but the member of the SDK gets another type.",
        },
        new("another unit", yaml => yaml.Replace(Fields + " > duration > x-unit", "x-unit: frames"), Major,
            "major  VideoGenerationRequest.duration is now counted in frames, was in seconds")
        {
            Otherwise = "The extension is our own.",
        },
        new("no further fields", yaml => yaml.Add(Request, "additionalProperties: false"), Major,
            "major  VideoGenerationRequest has no further fields")
        {
            Otherwise = NoLimits,
        },
        new("no fields that no part describes", yaml => yaml.Add(Request, "unevaluatedProperties: false"), Major,
            "major  VideoGenerationRequest has no further fields")
        {
            Otherwise = NoLimits,
        },
        new("a number of fields", yaml => yaml.Add(Request, "minProperties: 3"), Major,
            "major  VideoGenerationRequest accepts less: minProperties is 3, was not limited")
        {
            Otherwise = NoLimits,
        },
        new("a default", yaml => yaml.Add(Fields + " > duration", "default: 5"), Patch,
            "patch  VideoGenerationRequest.duration means 5 when it is missing; that was not documented"),
        new("another order of fields", yaml => yaml.Remove(Fields + " > webhookUrl").Add(Fields, """
            webhookUrl:
              type: string
              description: Where the result is sent. [Text to video]
              format: uri
            """), Patch),
    ];

    private static IReadOnlyList<DescriptionEdit> Rules =>
    [
        new("a wider limit of a model", yaml => yaml.Replace(Branches + " > [0] > properties > duration > maximum", "maximum: 18"), Minor,
            "minor  VideoGenerationRequest accepts more: {\"model\":\"seedance-2.0\",\"duration\":16}"),
        new("a narrower limit of a model", yaml => yaml
            .Replace(Branches + " > [0] > properties > duration > maximum", "maximum: 12"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-2.0\",\"duration\":13}")
        {
            Otherwise = NoLimits,
        },
        new("another limit of a model", yaml => yaml.Replace(Branches + " > [1] > properties > duration > enum", "enum: [5, 12]"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-1.5-pro\",\"duration\":10}",
            "minor  VideoGenerationRequest accepts more: {\"model\":\"seedance-1.5-pro\",\"duration\":12}")
        {
            Otherwise = NoLimits,
        },
        new("a limit of a model for another field", Recipe.Named("Limit a field for one model"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-1.5-pro\",\"resolution\":\"720p\"}")
        {
            Otherwise = NoLimits,
        },
        new("a field that a model requires", yaml => yaml.Replace(Branches + " > [1] > required", "required: [model, mediaUrls]"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-1.5-pro\"}")
        {
            Otherwise = NoLimits,
        },
        new("fields that exclude each other", Recipe.Named("Let fields exclude each other"), Major,
            "major  VideoGenerationRequest accepts less: "
            + "not {\"model\":\"seedance-2.0\",\"mediaUrls\":[\"https://media.example/1.png\"],\"aspectRatio\":\"16:9\"}")
        {
            Otherwise = NoLimits,
        },
        new("a limit that depends on another field", Recipe.Named("Let a limit depend on another field"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-2.0\",\"duration\":9,\"resolution\":\"1080p\"}")
        {
            Otherwise = NoLimits,
        },
        new("if and then", Recipe.Named("Ask for a field under a condition"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-2.0\",\"resolution\":\"1080p\"}")
        {
            Otherwise = NoLimits,
        },
        new("a field that needs another", Recipe.Named("Let a field need another"), Major,
            "major  VideoGenerationRequest accepts less: not {\"model\":\"seedance-2.0\",\"aspectRatio\":\"16:9\"}")
        {
            Otherwise = NoLimits,
        },
        new("the same rules in other words", yaml => yaml
            .Replace(Branches + " > [1] > properties > duration > enum", "enum: [10, 5]"), Patch),
        new("no rule of the models", yaml => yaml.Remove(Request + " > allOf"), Minor,
            "minor  VideoGenerationRequest accepts more: {\"model\":\"seedance-2.0\",\"duration\":1}"),
    ];
}
