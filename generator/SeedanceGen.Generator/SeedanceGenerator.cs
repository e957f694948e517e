using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;

namespace SeedanceGen.Generator;

/// <summary>
/// Turns the API description into builders, validation and a rule table. One reading feeds two outputs: code and diagnostics.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SeedanceGenerator : IIncrementalGenerator
{
    /// <summary>The item metadata that marks the file: <c>&lt;AdditionalFiles Include="…" SeedanceSpec="true" /&gt;</c>.</summary>
    private const string Mark = "build_metadata.AdditionalFiles.SeedanceSpec";

    /// <summary>Builds the pipeline; the names of its steps are for the tests.</summary>
    /// <param name="context">Where the outputs are registered.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The marked files by their content, so that a new object for the same text, or another additional file, changes nothing.
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => IsMarked(pair.Right.GetOptions(pair.Left)))
            .Select(static (pair, token) => new SpecFile(pair.Left.Path, pair.Left.GetText(token)?.ToString() ?? string.Empty))
            .Collect()
            .Select(static (found, _) => Ordered(found))
            .WithTrackingName(SpecSteps.Files);

        var reading = files.Select(static (found, token) => SpecReader.Read(found, token)).WithTrackingName(SpecSteps.Parsed);

        // Without positions: a comment line above changes the problems' places, but not the code.
        var request = reading.Select(static (read, _) => read?.Request).WithTrackingName(SpecSteps.Models);
        var problems = reading.Select(static (read, _) => read?.Problems ?? default).WithTrackingName(SpecSteps.Problems);

        context.RegisterSourceOutput(request, static (output, model) => Write(output, model));
        context.RegisterSourceOutput(problems, static (output, found) =>
        {
            foreach (var problem in found)
                output.ReportDiagnostic(problem.ToDiagnostic());
        });
    }

    private static bool IsMarked(AnalyzerConfigOptions options) =>
        options.TryGetValue(Mark, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static EquatableArray<SpecFile> Ordered(ImmutableArray<SpecFile> files) =>
        files.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();

    private static void Write(SourceProductionContext output, RequestModel? request)
    {
        if (request is null)
            return;

        var token = output.CancellationToken;
        var schemas = new FieldSchemas(request);
        output.AddFile(request.FactoryName, new BuilderEmitter(request, schemas, token).Emit());
        output.AddFile(request.TypeName + ".Validation", new ValidationEmitter(request, token).Emit());
        output.AddFile(request.TableName, new TableEmitter(request, schemas, token).Emit());
        if (request.Nested.Count > 0)
            output.AddFile(request.FactoryName + ".Nested", new NestedBuilderEmitter(request, schemas, token).Emit());
    }
}

/// <summary>The names of the pipeline's steps.</summary>
internal static class SpecSteps
{
    public const string Files = "files";
    public const string Parsed = "parsed";
    public const string Models = "models";
    public const string Problems = "problems";
    public const string Description = "description";
}

internal static class GeneratedSources
{
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void AddFile(this SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText.From(source, PlainUtf8));
}
