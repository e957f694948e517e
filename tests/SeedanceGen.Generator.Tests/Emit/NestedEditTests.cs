using System.Text.RegularExpressions;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>What an object, or a list of objects, in the request of the real description adds to the builders: every public line.</summary>
public sealed partial class NestedEditTests
{
    private const string Metadata = "        metadata:\n          type: object\n          additionalProperties: {}\n";
    private const string Components = "    ModelList:\n";

    private const string Camera = """
                camera:
                  type: object
                  description: How the camera moves.
                  required: [motion]
                  properties:
                    motion:
                      type: string
                      description: The motion.
                      enum: [pan, zoom, static]
                    strength:
                      type: number
                      description: How much.
                      minimum: 0
                      maximum: 1

        """;

    private const string KeyframeFields = """
                    required: [time, imageUrl]
                    properties:
                      time:
                        type: number
                        description: When, in seconds.
                      imageUrl:
                        type: string
                        format: uri
                        description: The picture.

        """;

    [Fact]
    public void An_object_in_place() => Added(Camera)
        .ShouldBe([
            "TSelf WithCamera(Camera camera)",
            "TSelf WithCamera(CameraMotion motion, Action<CameraBuilder>? configure = null)",
            "sealed partial record Camera;",
            "sealed class CameraBuilder",
            "CameraBuilder(CameraMotion motion)",
            "CameraBuilder WithMotion(CameraMotion motion)",
            "CameraBuilder WithStrength(double strength)",
            "Camera Build() => new Camera",
        ]);

    [Fact]
    public void An_object_with_a_name() => Added(
        "        camera:\n          allOf:\n            - $ref: '#/components/schemas/Camera'\n          description: How.\n",
        "    Camera:\n      type: object\n      description: A camera.\n      properties:\n        motion:\n          type: string\n"
            + "          description: The motion.\n        strength:\n          type: number\n          description: How much.\n\n")
        .ShouldBe([
            "TSelf WithCamera(Camera camera)",
            "TSelf WithCamera(Action<CameraBuilder> configure)",
            "sealed partial record Camera;",
            "sealed class CameraBuilder",
            "CameraBuilder()",
            "CameraBuilder WithMotion(string motion)",
            "CameraBuilder WithStrength(double strength)",
            "Camera Build() => new Camera",
        ]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_of_objects(bool isInPlace)
    {
        const string Start = "        keyframes:\n          type: array\n          description: What is seen when.\n          items:\n";
        var added = isInPlace
            ? Added(Start + "            type: object\n" + KeyframeFields)
            : Added(
                Start + "            $ref: '#/components/schemas/Keyframe'\n",
                "    Keyframe:\n      type: object\n      description: A keyframe.\n"
                    + KeyframeFields.Replace("            ", "      ", StringComparison.Ordinal) + "\n");
        added.ShouldBe([
            "TSelf WithKeyframes(params Keyframe[] keyframes)",
            "TSelf AddKeyframe(double time, Uri imageUrl, Action<KeyframeBuilder>? configure = null)",
            "sealed partial record Keyframe;",
            "sealed class KeyframeBuilder",
            "KeyframeBuilder(double time, Uri imageUrl)",
            "KeyframeBuilder WithTime(double time)",
            "KeyframeBuilder WithImageUrl(Uri imageUrl)",
            "KeyframeBuilder WithImageUrl(string imageUrl)",
            "Keyframe Build() => new Keyframe",
        ]);
    }

    [Theory]
    [InlineData("          allOf:\n            - properties: { strength: { maximum: 0.5 } }\n")]
    [InlineData("          required: [strength]\n")]
    public void A_model_may_narrow_a_field_of_an_object(string narrowed)
    {
        var yaml = Edited(Camera);
        const string Branch = "                duration:\n                  enum: [5, 10]\n";
        var indented = narrowed.Replace("          ", "                  ", StringComparison.Ordinal);
        GeneratorRun.Sources(yaml.Replace(Branch, Branch + "                camera:\n" + indented, StringComparison.Ordinal))
            .Keys.ShouldContain("VideoRequest.Nested.g.cs");
    }

    [Fact]
    public void A_description_without_such_objects_has_no_file_for_them() =>
        GeneratorRun.Sources(RepositoryFiles.Spec).Keys.ShouldNotContain("VideoRequest.Nested.g.cs");

    private static IEnumerable<string> Added(string field, string component = "")
    {
        var before = Lines(GeneratorRun.Sources(RepositoryFiles.Spec));
        return Lines(GeneratorRun.Sources(Edited(field, component))).Except(before)
            .Select(line => line.Replace("VideoGenerationRequestKeyframesItem", "Keyframe", StringComparison.Ordinal)
                .Replace("VideoGenerationRequest", string.Empty, StringComparison.Ordinal))
            .OrderBy(line => line.StartsWith("TSelf", StringComparison.Ordinal) ? 0 : 1);
    }

    private static string Edited(string field, string component = "") => RepositoryFiles.Spec
        .Replace(Metadata, field + Metadata, StringComparison.Ordinal)
        .Replace(Components, component + Components, StringComparison.Ordinal);

    /// <summary>The public lines without attributes and namespaces; a declaration is one line. The tables of rules are not meant.</summary>
    private static List<string> Lines(IReadOnlyDictionary<string, string> sources) =>
    [
        .. sources.Where(source => source.Key.StartsWith("VideoRequest", StringComparison.Ordinal)).SelectMany(source => Declaration()
            .Matches(Attribute().Replace(source.Value, string.Empty).Replace("global::SeedanceGen.", string.Empty, StringComparison.Ordinal)
                .Replace("global::System.", string.Empty, StringComparison.Ordinal))
            .Select(match => Blanks().Replace(match.Groups[1].Value, " ").Replace("( ", "(", StringComparison.Ordinal).Trim())),
    ];

    [GeneratedRegex(@"^ *public ([^{;]*(?:;|(?=\n *\{)))", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^ *\[.*\]\n", RegexOptions.Multiline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
