using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Marks every YAML file as a project file does, by default with <c>SeedanceSpec="true"</c>.</summary>
internal sealed class MarkedYaml(string mark = "SeedanceSpec", string value = "true") : AnalyzerConfigOptionsProvider
{
    private readonly Options _marked = new(ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles." + mark, value));

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile.Path.EndsWith(".yaml", StringComparison.Ordinal) ? _marked : GlobalOptions;

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
