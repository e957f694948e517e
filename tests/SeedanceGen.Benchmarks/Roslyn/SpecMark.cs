using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeedanceGen.Benchmarks.Roslyn;

/// <summary>Marks the API description as the SDK's project file does.</summary>
internal sealed class SpecMark(AdditionalText spec) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(isMarked: false);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(isMarked: textFile == spec);

    private sealed class Options(bool isMarked) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isMarked && key == "build_metadata.AdditionalFiles.SeedanceSpec" ? "true" : null;
            return value is not null;
        }
    }
}
