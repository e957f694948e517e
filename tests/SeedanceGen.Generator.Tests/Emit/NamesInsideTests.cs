using Microsoft.CodeAnalysis;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>Names and marks of a description that could collide with the emitted code.</summary>
public sealed class NamesInsideTests
{
    private const string Records = """
        #nullable enable
        namespace SeedanceGen;
        /// <summary>The kind.</summary>
        public readonly record struct Kind(string Value) { public static Kind One => new("one"); public static Kind Two => new("two"); }
        public sealed partial record JobRequest
        {
            public Kind Kind { get; init; }
            PROPERTIES
        }
        """;

    private const string Count = "public int? Count { get; init; }";

    [Theory]
    [InlineData("builder: { type: string }", "builder", "public string Builder { get; init; } = null!;")]
    [InlineData("deciding: { type: string }", "deciding", "public string Deciding { get; init; } = null!;")]
    [InlineData("pair: { type: object, additionalProperties: { type: string } }", "pair",
        "public IReadOnlyDictionary<string, string> Pair { get; init; } = null!;")]
    [InlineData("pair: { type: array, items: { type: string } }", "pair", "public IReadOnlyList<string> Pair { get; init; } = null!;")]
    [InlineData("count: { type: integer, deprecated: true }", "kind", "[Obsolete(\"x\")] " + Count)]
    [InlineData("count: { type: array, deprecated: true, items: { type: string, format: uri } }", "count",
        "[Obsolete(\"x\")] public IReadOnlyList<Uri> Count { get; init; } = null!;")]
    [Trait("Category", "Slow")]
    public void A_name_or_mark_of_the_description_does_not_disturb_the_emitted_code(string property, string required, string record)
    {
        var compilation = SdkCompilation.Of(
            Yaml(property, required), Records.Replace("PROPERTIES", record, StringComparison.Ordinal), NullableContextOptions.Enable);
        compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS0618" or "CS0612")
            .Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void The_method_of_a_deprecated_property_is_obsolete() =>
        string.Concat(GeneratorRun.Sources(Yaml("count: { type: integer, deprecated: true }", "kind")).Values)
            .ShouldContain("[global::System.Obsolete(");

    private static string Yaml(string property, string required)
    {
        var head = RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Malformed", "Head.txt");
        return head + $$"""
                JobRequest:
                  type: object
                  required: {{(required == "kind" ? "[kind]" : $"[kind, {required}]")}}
                  properties:
                    kind: { $ref: '#/components/schemas/Kind' }
                    {{property}}
            """;
    }
}
