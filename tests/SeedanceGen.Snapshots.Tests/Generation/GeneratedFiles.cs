using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator;

namespace SeedanceGen.Snapshots.Tests.Generation;

/// <summary>What is generated of the committed description, by file name.</summary>
internal static class GeneratedFiles
{
    /// <summary>NSwag's file without the hashes of its inputs: a comment in the YAML changes those and nothing else.</summary>
    public static string Client(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n',
            lines.Where(line => !(line.StartsWith("//", StringComparison.Ordinal) && line.Contains(" sha256:", StringComparison.Ordinal))));
    }

    /// <summary>The files of the Roslyn generator.</summary>
    public static ImmutableSortedDictionary<string, string> OfGenerator(string yaml)
    {
        var language = new CSharpParseOptions(LanguageVersion.Preview);
        var driver = CSharpGeneratorDriver.Create([new SeedanceGenerator().AsSourceGenerator()], [new Text(yaml)], language, new Marks());
        var result = driver.RunGenerators(CSharpCompilation.Create("Empty")).GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        result.Diagnostics.Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        return result.GeneratedSources.ToImmutableSortedDictionary(
            source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
    }

    private sealed class Text(string yaml) : AdditionalText
    {
        public override string Path => "spec/seedance.openapi.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(yaml);
    }

    private sealed class Marks : AnalyzerConfigOptionsProvider
    {
        private static readonly Mark Options = new();

        public override AnalyzerConfigOptions GlobalOptions => Options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Options;
    }

    private sealed class Mark : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = "true";
            return key == "build_metadata.AdditionalFiles.SeedanceSpec";
        }
    }
}
