using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Generator.Tests.Infrastructure;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>The API description at run time: as JSON, and as a table of operations.</summary>
public sealed class DescriptionTests
{
    [Theory]
    [InlineData("a: 1\nb: [true, 'true', null, ~, -1.50, 1_000, 010, x]", """{"a":1,"b":[true,"true",null,null,-1.5,"1_000","010","x"]}""")]
    [InlineData("a: &x { b: \"\\\"\\\\\\n\\u00e9\" }\nc: *x", """{"a":{"b":"\"\\\né"},"c":{"b":"\"\\\né"}}""")]
    [InlineData("'2.0': '5'\n5: |-\n  two\n  lines", """{"2.0":"5","5":"two\nlines"}""")]
    public void Yaml_becomes_the_json_that_it_means(string yaml, string json) =>
        JsonNode.DeepEquals(JsonNode.Parse(Json(yaml)), JsonNode.Parse(json)).ShouldBeTrue(Json(yaml));

    [Fact]
    public void The_emitted_description_is_whole_and_compiles()
    {
        var json = JsonNode.Parse(Json(RepositoryFiles.Spec))!;

        json["info"]!["version"]!.GetValue<string>().ShouldBe("2.0");
        json["components"]!["schemas"]!["VideoGenerationRequest"]!["properties"]!["prompt"]!["pattern"]!.GetValue<string>().ShouldBe(@"\S");
        json["paths"]!.AsObject().Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a: [")]
    [InlineData("a: *b")]
    public void A_text_that_cannot_be_read_throws_nothing(string yaml) => Run(yaml).Exception.ShouldBeNull();

    [Fact]
    public void Aliases_of_aliases_do_not_fill_the_memory()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat("*a" + (level - 1), 10))}]\n"));

        Run(yaml).GeneratedSources.ShouldBeEmpty();
    }

    [Fact]
    public void A_keystroke_in_csharp_reads_nothing()
    {
        GeneratorDriver driver = Driver(RepositoryFiles.Spec);
        driver = driver.RunGenerators(GeneratorRun.EmptyProject);

        var again = driver.RunGenerators(GeneratorRun.EmptyProject.WithAssemblyName("Edited")).GetRunResult().Results.Single();

        again.TrackedSteps[SpecSteps.Description].Single().Outputs.Single().Reason.ShouldBeOneOf(Cached, Unchanged);
        again.TrackedOutputSteps["SourceOutput"].Single().Outputs.ShouldAllBe(output => output.Reason == Cached);
    }

    [Fact]
    public void Each_operation_is_in_the_table_with_its_bodies_and_what_it_costs()
    {
        var table = Table(RepositoryFiles.Spec);

        table.ReplaceLineEndings(" ").ShouldContain(
            """Id = "submitVideoGeneration",         Method = "POST",         PathTemplate = "/api/open/v1/video/generations",""");
        table.ShouldContain("(\"application/json\", \"#/components/schemas/VideoGenerationRequest\")");
        table.ShouldContain("new(\"default\")");
        table.ShouldContain("PathTemplate = \"{$request.body#/webhookUrl}\",");
        table.Split("ChargesCredits = true,").Length.ShouldBe(2);
        table.Split("RequiresKey = true,").Length.ShouldBe(5, "the callback needs no key");
        table.Split("new(\"requestId\", \"path\", isRequired: true,").Length.ShouldBe(3);
        foreach (var name in (string[])["SubmitVideoGeneration", "GetVideoGeneration", "CancelVideoGeneration", "ListModels"])
            table.ShouldContain($"public static global::My.Space.OperationDescription {name} {{ get; }} = new()");
    }

    [Fact]
    public void Operations_of_any_shape_are_in_the_table()
    {
        var table = Table("""
            paths:
              /a~b/{id}:
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
                post: { operationId: do-it, requestBody: { $ref: '#/components/requestBodies/B' },
                  responses: { 2XX: { $ref: '#/components/responses/R' } } }
                get: { responses: {} }
                put: { operationId: do-it, responses: { default: { description: "a\nb" } } }
            components:
              requestBodies: { B: { required: true, content: { 'Text/Plain': {}, application/json: { schema: { type: object } } } } }
              schemas: { S: { type: object, properties: { a: {} } } }
              responses: { R: { description: r, content: { application/json: { schema: { $ref: '#/components/schemas/S' } } } } }
            """);

        table.ShouldContain("OperationDescription DoIt {");
        table.ShouldContain("OperationDescription DoIt2 {");
        table.ShouldContain("Id = \"GET /a~b/{id}\",");
        table.ShouldContain("\"#/paths/~1a~0b~1{id}/parameters/0/schema\"");
        table.ShouldContain("(\"text/plain\", null),");
        table.ShouldContain("(\"application/json\", \"#/components/requestBodies/B/content/application~1json/schema\")");
        table.ShouldContain("(\"application/json\", \"#/components/schemas/S\")");
    }

    [Fact]
    public void No_generated_line_is_longer_than_140_characters() =>
        Run(RepositoryFiles.Spec).GeneratedSources.SelectMany(source => source.SourceText.Lines)
            .ShouldAllBe(line => line.End - line.Start <= 140);

    private static string Table(string yaml)
    {
        var source = Run(yaml).GeneratedSources.Single(source => source.HintName == "OperationTable.g.cs");
        source.SyntaxTree.GetDiagnostics().ShouldBeEmpty();
        return source.SourceText.ToString();
    }

    private static string Json(string yaml)
    {
        var source = Run(yaml).GeneratedSources.Single(source => source.HintName == "DescriptionJson.g.cs");
        source.SyntaxTree.GetDiagnostics().ShouldBeEmpty();
        source.SourceText.ToString().ShouldContain("namespace My.Space;");
        return string.Concat(source.SyntaxTree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.Utf8StringLiteralExpression)).Select(literal => literal.Token.ValueText));
    }

    private static GeneratorRunResult Run(string yaml) =>
        Driver(yaml).RunGenerators(GeneratorRun.EmptyProject).GetRunResult().Results.Single();

    private static CSharpGeneratorDriver Driver(string yaml) => CSharpGeneratorDriver.Create(
        [new DescriptionGenerator().AsSourceGenerator()], [new MemoryText(GeneratorRun.SpecPath, yaml)], GeneratorRun.Language,
        new MarkedYaml("SeedanceDescription", "My.Space"),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
