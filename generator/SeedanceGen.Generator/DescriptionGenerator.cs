using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator;

/// <summary>
/// Gives a project the API description at run time: its operations as a table, and the whole text as JSON, so that code which plays or
/// checks the service needs no YAML reader. It reports nothing: <see cref="SeedanceGenerator"/> reports what is wrong with the same file.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DescriptionGenerator : IIncrementalGenerator
{
    /// <summary>
    /// The item metadata that marks the file, with the namespace:
    /// <c>&lt;AdditionalFiles Include="…" SeedanceDescription="My.Space" /&gt;</c>.
    /// </summary>
    private const string Mark = "build_metadata.AdditionalFiles.SeedanceDescription";

    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Builds the pipeline.</summary>
    /// <param name="context">Where the output is registered.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var description = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => pair.Right.GetOptions(pair.Left).TryGetValue(Mark, out var space) && space.Length > 0
                ? new SpecFile(space, pair.Left.GetText(token)?.ToString() ?? string.Empty)
                : null)
            .Where(static file => file is not null)
            .Select(static (file, token) => Read(file!, token))
            .WithTrackingName(SpecSteps.Description);

        context.RegisterSourceOutput(description, static (output, model) =>
        {
            if (model is null)
                return;
            Add(output, DescriptionEmitter.TypeName, DescriptionEmitter.Emit(model));
            Add(output, OperationTableEmitter.TypeName, new OperationTableEmitter(model).Emit());
        });
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, PlainUtf8));

    private static DescriptionModel? Read(SpecFile file, CancellationToken cancellationToken)
    {
        var problems = new ProblemList(file.Path);
        if (new YamlReader(problems, cancellationToken).Read(file.Text) is not { } root
            || new JsonWriter(cancellationToken).Write(root) is not { } json)
            return null;
        var operations = root is SpecMap map ? new OperationTableReader(map, cancellationToken).Read() : default;
        return new DescriptionModel(file.Path, json, operations);
    }
}
