using Microsoft.CodeAnalysis;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>The builders of the objects inside a request: each call gives the JSON that it stands for.</summary>
public sealed class NestedBuilderTests
{
    private static readonly string Yaml = RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "Nested.yaml");

    private static readonly string Records =
        NSwagRecords.Of(RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "Nested.nswag.cs"));

    /// <summary>Every case in one compilation, since a compilation takes most of the time.</summary>
    private static readonly Dictionary<string, string> Cases = new(StringComparer.Ordinal)
    {
        ["an object"] = "request.WithCamera(Motion.Pan)",
        ["its optional fields"] = "request.WithCamera(Motion.Pan, camera => camera.WithStrength(0.5))",
        ["a record"] = "request.WithCamera(new() { Motion = Motion.Zoom })",
        ["three levels"] = """
            request.WithOpening("sea", 0, scene => scene.WithCamera(Motion.Pan, camera => camera.WithTarget(1, 2)))
            """,
        ["a list, one by one"] = """
            request.AddScene("sea", 1).AddScene("land", 2, scene => scene.WithTags("wide", "calm").WithPicture("https://a.example/b"))
            """,
        ["a list of records and one more"] = """
            request.WithScenes(new SceneBuilder("sea", 1).Build(), new Scene { Title = "sky", Start = 2 }).AddScene("land", 3)
            """,
        ["a list without a singular"] = "request.AddToBoxes(\"xl\", box => box.WithBoxBuilder(\"b\"))",
        ["entries"] = "request.WithLabels(\"a\", \"x\", true).WithLabels(\"b\", new() { Key = \"y\", Configure = false })",
        ["entries without required fields"] = "request.WithCaptions(\"a\", caption => caption.WithBuild(\"1\").WithWith(\"2\").WithAdd(3))",
        ["recursion"] = """
            request.WithOpening("sea", 0, scene => scene
                .AddLayer(layer => layer.WithOpacity(1).WithMask(mask => mask.WithOpacity(0)))
                .AddLayer(layer => layer.AddToChildren(child => child.AddToChildren(inner => inner.WithOpacity(0.5)))))
            """,
        ["a variant of a union"] = "request.WithSound(new SongBuilder(\"alto\").WithVolume(3).Build())",
        ["variants in a list"] = "request.WithSounds(new NoiseBuilder().Build(), new SongBuilder(\"bass\").Build())",
        ["a record that has the name of a builder"] = "request.WithRig(rig => rig.WithSize(5))",
        ["a builder whose first name is taken"] = "request.WithCamera(new CameraObjectBuilder(Motion.Static).Build())",
        ["a record called like a delegate"] = "request.WithAction(new[] { \"a\", \"b\" })",
        ["fields called like words of the builders"] = "request.WithTree(\"oak\", node => node.WithBuilder(\"b\"))",
        ["a deprecated object"] = "request.WithGrade(grade => grade.WithLook(FilmRequestGradeLook.Warm))",
        ["any JSON inside"] = "request.WithOpening(\"sea\", 0, scene => scene.WithNotes(\"a\", 1).WithWeights(0.5f))",
        ["what stays as it was"] = """
            ((System.Func<FilmRequest>)(() =>
            {
                var builder = request.AddScene("sea", 1).WithCamera(Motion.Pan);
                var first = builder.Build();
                builder.AddScene("land", 2).WithCamera(Motion.Zoom).Build();
                return first;
            }))()
            """,
    };

    private static readonly Lazy<Dictionary<string, string>> Results = new(() =>
    {
        var cases = Cases.Select(pair =>
            $"case \"{pair.Key}\": return Json({pair.Value}{(pair.Value.Contains("Func<", StringComparison.Ordinal) ? "" : ".Build()")});");
        var probe = Probe.Replace("CASES", string.Join('\n', cases), StringComparison.Ordinal);
        return CompiledSdk.Run(Yaml, Records, probe, string.Join('|', Cases.Keys)).Split('\n')
            .Select(line => line.Split('|', 2)).ToDictionary(line => line[0], line => line[1]);
    });

    private const string Probe = """
        #pragma warning disable CS0618
        using System.Linq;
        using System.Text.Json;
        using SeedanceGen;

        public static class Probe
        {
            public static string Run(string names) => string.Join("\n", names.Split('|').Select(name => name + "|" + Case(name)));

            private static string Case(string name)
            {
                var request = FilmRequests.Short(new Scene { Title = "start", Start = 0 });
                switch (name)
                {
                    CASES
                    default: return "no case";
                }
            }

            private static string Json(FilmRequest request) => JsonSerializer
                .Serialize(request, SeedanceJsonContext.Default.GetTypeInfo(typeof(FilmRequest))!)
                .Replace("\"kind\":\"short\",", "").Replace("\"opening\":{\"title\":\"start\",\"start\":0}", "").Replace("{,", "{")
                .Replace(",}", "}");
        }
        """;

    [Theory]
    [InlineData("an object", """{"camera":{"motion":"pan"}}""")]
    [InlineData("its optional fields", """{"camera":{"motion":"pan","strength":0.5}}""")]
    [InlineData("a record", """{"camera":{"motion":"zoom"}}""")]
    [InlineData("three levels", """{"opening":{"title":"sea","start":0,"camera":{"motion":"pan","target":{"x":1,"y":2}}}}""")]
    [InlineData("a list, one by one", """
        {"scenes":[{"title":"sea","start":1},{"title":"land","start":2,"picture":"https://a.example/b","tags":["wide","calm"]}]}
        """)]
    [InlineData("a list of records and one more",
        """{"scenes":[{"title":"sea","start":1},{"title":"sky","start":2},{"title":"land","start":3}]}""")]
    [InlineData("a list without a singular", """{"boxes":[{"size":"xl","boxBuilder":"b"}]}""")]
    [InlineData("entries", """{"labels":{"a":{"key":"x","configure":true},"b":{"key":"y","configure":false}}}""")]
    [InlineData("entries without required fields", """{"captions":{"a":{"build":"1","with":"2","add":3}}}""")]
    [InlineData("recursion", """
        {"opening":{"title":"sea","start":0,"layers":[{"opacity":1,"mask":{"opacity":0}},{"children":[{"children":[{"opacity":0.5}]}]}]}}
        """)]
    [InlineData("a variant of a union", """{"sound":{"type":"song","volume":3,"voice":"alto"}}""")]
    [InlineData("variants in a list", """{"sounds":[{"type":"noise"},{"type":"song","voice":"bass"}]}""")]
    [InlineData("a record that has the name of a builder", """{"rig":{"size":5}}""")]
    [InlineData("a builder whose first name is taken", """{"camera":{"motion":"static"}}""")]
    [InlineData("a record called like a delegate", """{"action":{"list":["a","b"]}}""")]
    [InlineData("fields called like words of the builders", """{"tree":{"tree":"oak","Builder":"b"}}""")]
    [InlineData("a deprecated object", """{"grade":{"look":"warm"}}""")]
    [InlineData("any JSON inside", """{"opening":{"title":"sea","start":0,"weights":[0.5],"notes":{"a":1}}}""")]
    [InlineData("what stays as it was", """{"camera":{"motion":"pan"},"scenes":[{"title":"sea","start":1}]}""")]
    [Trait("Category", "Slow")]
    public void A_call_gives_the_JSON_that_it_stands_for(string name, string json) =>
        System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(Results.Value[name]), System.Text.Json.Nodes.JsonNode.Parse(json))
            .ShouldBeTrue(Results.Value[name]);

    [Fact]
    [Trait("Category", "Slow")]
    public void The_code_compiles_without_a_warning_though_names_collide_and_fields_are_deprecated() =>
        SdkCompilation.Of(Yaml, Records, NullableContextOptions.Enable).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning
                && (diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Location.SourceTree!.ToString()
                    .Contains("Generated by SeedanceGen", StringComparison.Ordinal)))
            .Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();

    [Theory]
    [InlineData("public TSelf WithCamera(\n        [global::SeedanceGen.Rules.FieldRules(\"Motion\", \"motion\", ")]
    [InlineData("public TSelf AddScene(")]
    [InlineData("public TSelf AddToBoxes(")]
    [InlineData("    [global::System.Obsolete(\"Use camera.\")]\n"
        + "    public TSelf WithGrade(\n        [global::SeedanceGen.Rules.FieldRules(\"Grade\", ")]
    public void The_builder_of_the_request_has(string text) => GeneratorRun.Sources(Yaml)["FilmRequests.g.cs"].ShouldContain(text);

    [Theory]
    [InlineData("{\"description\":\"1 to 10 characters\",\"type\":\"string\",\"minLength\":1,\"maxLength\":10}")]
    [InlineData("public const string FilmRequestGradeLook =")]
    [InlineData("\"description\":\"at least 0 and less than 60 seconds\"")]
    [InlineData("\"description\":\"a multiple of 5\"")]
    public void The_rules_of_nested_fields_are_written_once(string text) =>
        NumberOf(GeneratorRun.Sources(Yaml)["FilmRequestKinds.g.cs"].Replace("\\\"", "\"", StringComparison.Ordinal), text).ShouldBe(1);

    [Fact]
    public void A_deprecated_field_of_an_object_is_obsolete() => GeneratorRun.Sources(Yaml)["FilmRequests.Nested.g.cs"]
        .ShouldContain("    [global::System.Obsolete(\"Use the title.\")]\n    public global::SeedanceGen.SceneBuilder WithMood(");

    [Fact]
    public void A_record_leads_to_its_builder_and_a_union_to_none()
    {
        var nested = GeneratorRun.Sources(Yaml)["FilmRequests.Nested.g.cs"];
        nested.ShouldContain("[global::SeedanceGen.Rules.ObjectBuilder(typeof(global::SeedanceGen.CameraObjectBuilder))]\n"
            + "public sealed partial record Camera;\n");
        nested.ShouldContain("public sealed class CameraBuilderBuilder\n");
        nested.ShouldContain("public sealed class WithBoxObjectBuilder\n");
        nested.ShouldContain(", Field = \"");
        nested.ShouldNotContain("record Sound;");
        nested.ShouldNotContain("record FilmRequest;");
    }

    [Fact]
    public void A_request_carries_its_whole_schema_for_the_analyzer() =>
        GeneratorRun.Sources(Yaml)["FilmRequest.Validation.g.cs"]
            .ShouldContain("[global::SeedanceGen.Rules.RequestSchema(\"FilmRequest\", ");

    private static int NumberOf(string text, string part) => text.Split(part).Length - 1;
}
