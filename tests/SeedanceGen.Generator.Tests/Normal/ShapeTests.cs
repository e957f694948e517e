using System.Text.Json.Nodes;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Normal;

/// <summary>
/// A description with the shapes that the real one lacks compiles, and its unions and null values go over the wire and back.
/// </summary>
public sealed class ShapeTests
{
    private const string Probe = """
        using System.Text.Json;
        using System.Text.Json.Serialization.Metadata;
        using SeedanceGen;

        public static class Probe
        {
            private static readonly JsonSerializerOptions Options = new()
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                Converters =
                {
                    new OutputJsonConverter(), new FilmJsonConverter(), new PictureJsonConverter(), new UnknownOutputJsonConverter(),
                    new ShapeJsonConverter(), new CircleJsonConverter(), new UnknownShapeJsonConverter(), new JobJsonConverter(),
                },
            };

            public static string Run(string json)
            {
                var job = JsonSerializer.Deserialize<Job>(json, Options)!;
                var names = $"{job.Output?.GetType().Name} {job.Output?.Type} {job.Output?.Url} {job.Shape?.GetType().Name}";
                return names.Trim() + "|" + JsonSerializer.Serialize(job, Options);
            }

            public static JobRequest Request => JobRequest2();

            private static JobRequest JobRequest2() => global::SeedanceGen.JobRequests.One()
                .WithCamera(new JobRequestCamera { Motion = JobRequestCameraMotion.Pan, Strength = 0.5 })
                .WithKeyframes(new JobRequestKeyframesItem { Time = 1 })
                .WithQuality(Quality.CPlusPlus).WithSource(new JobRequestSourceLink { Url = new System.Uri("https://a.example") }).Build();
        }
        """;

    private static readonly string Yaml = RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "Shapes.yaml");

    private static readonly string Records =
        NSwagRecords.Of(RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "Shapes.nswag.cs"));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("""{"id":"1","prompt":null,"output":{"url":"https://a.example/","more":[1],"type":"film"}}""",
        "Film film https://a.example/")]
    [InlineData("""{"id":"1","prompt":"p","output":{"type":"clip"}}""", "Film clip")]
    [InlineData("""{"id":"1","prompt":"p","output":{"width":4,"inner":{"type":"film"},"type":"picture"}}""", "Picture picture")]
    [InlineData("""{"id":"1","prompt":"p","output":{"type":"song","url":"https://a.example/","length":3}}""",
        "UnknownOutput song https://a.example/")]
    [InlineData("""{"id":"1","prompt":"p","output":{"url":5,"type":{"a":1}}}""", "UnknownOutput")]
    [InlineData("""{"id":"1","prompt":"p","shape":{"kind":"Circle","area":1,"radius":2}}""", "Circle")]
    [InlineData("""{"id":"1","prompt":"p","shape":{"kind":"Star","points":5}}""", "UnknownShape")]
    public void A_union_is_told_apart_wherever_its_discriminator_stands_and_loses_nothing(string json, string expected)
    {
        var result = CompiledSdk.Run(Yaml, Records, Probe, json).Split('|', 2);

        string.Join(' ', result[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);
        JsonNode.DeepEquals(JsonNode.Parse(result[1]), JsonNode.Parse(json)).ShouldBeTrue(result[1]);
    }

    [Fact]
    public void The_records_say_what_is_deprecated_and_in_which_words()
    {
        Records.ShouldContain("[Obsolete(\"Use note.\")]");
        Records.ShouldContain("[Obsolete(\"Use 4k.\")]");
        GeneratorRun.Sources(Yaml)["JobRequests.g.cs"].ShouldContain("[global::System.Obsolete(\"Use note.\")]");
    }

    [Theory]
    [InlineData("public static Quality Value480p { get; } = new(\"480p\");")]
    [InlineData("public static Quality Value4k { get; } = new(\"4k\");")]
    [InlineData("public static Quality CPlusPlus { get; } = new(\"c++\");")]
    [InlineData("public static Quality Empty { get; } = new(\"\");")]
    [InlineData("public static Quality XY { get; } = new(\"x y\");")]
    [InlineData("public required string? Prompt { get; init; }")]
    [InlineData("public JsonElement Either { get; init; }")]
    [InlineData("public IReadOnlyList<string>? Tags { get; init; }")]
    [InlineData("public IReadOnlyDictionary<string, Label>? Labels { get; init; }")]
    public void A_shape_has_its_type(string line) => Records.ShouldContain(line);
}
