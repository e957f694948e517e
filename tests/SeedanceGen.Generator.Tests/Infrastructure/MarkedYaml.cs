using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Marks every YAML file as the project file does: <c>SeedanceSpec="true"</c>.</summary>
internal sealed class MarkedYaml : AnalyzerConfigOptionsProvider
{
    private static readonly AnalyzerConfigOptions Marked = new Options(
        ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles.SeedanceSpec", "true"));

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile.Path.EndsWith(".yaml", StringComparison.Ordinal) ? Marked : GlobalOptions;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            var found = values.TryGetValue(key, out var text);
            value = text ?? string.Empty;
            return found;
        }
    }
}
