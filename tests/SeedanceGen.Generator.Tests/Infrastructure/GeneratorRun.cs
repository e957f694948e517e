using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Runs the generator once on a text.</summary>
internal static class GeneratorRun
{
    public const string SpecPath = "spec/api.yaml";

    public static CSharpParseOptions Language { get; } =
        new(LanguageVersion.Preview, DocumentationMode.Diagnose, preprocessorSymbols: ["NET", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public static CSharpGeneratorDriver Driver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new SeedanceGenerator().AsSourceGenerator()], files, Language, new MarkedYaml(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation EmptyProject { get; } = CSharpCompilation.Create(
        "Empty", [CSharpSyntaxTree.ParseText("class A;", Language)]);

    /// <summary>The result; an exception in the generator fails the test, and so does a missing diagnostic position.</summary>
    public static GeneratorRunResult Of(string yaml, CancellationToken cancellationToken = default)
    {
        var driver = Driver(new MemoryText(SpecPath, yaml)).RunGenerators(EmptyProject, cancellationToken);
        var result = driver.GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        return result;
    }

    /// <summary>The files of a text that has no problem, by name.</summary>
    public static ImmutableSortedDictionary<string, string> Sources(string yaml)
    {
        var result = Of(yaml);
        result.Diagnostics.Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        return result.GeneratedSources.ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString());
    }
}
