using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;

namespace SeedanceGen.Generator;

/// <summary>
/// Hands the API description to a project as JSON, for code that judges or plays the service at run time without a YAML reader. It reports
/// nothing: <see cref="SeedanceGenerator"/> reports what is wrong with the same file.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <summary>The item metadata that marks the file, with the namespace: <c>&lt;AdditionalFiles Include="…" SeedanceContract="My.Space" /&gt;</c>.</summary>
    private const string Mark = "build_metadata.AdditionalFiles.SeedanceContract";

    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Builds the pipeline.</summary>
    /// <param name="context">Where the output is registered.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contract = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => pair.Right.GetOptions(pair.Left).TryGetValue(Mark, out var space) && space.Length > 0
                ? new SpecFile(space, pair.Left.GetText(token)?.ToString() ?? string.Empty)
                : null)
            .Where(static file => file is not null)
            .Select(static (file, token) => Read(file!, token))
            .WithTrackingName(SpecSteps.Contract);

        context.RegisterSourceOutput(contract, static (output, model) =>
        {
            if (model is not null)
                output.AddSource(ContractEmitter.TypeName + ".g.cs", SourceText.From(ContractEmitter.Emit(model), PlainUtf8));
        });
    }

    private static ContractModel? Read(SpecFile file, CancellationToken cancellationToken)
    {
        var root = new YamlReader(new ProblemList(file.Path), cancellationToken).Read(file.Text);
        return root is not null && new JsonText(cancellationToken).Of(root) is { } json ? new ContractModel(file.Path, json) : null;
    }
}
