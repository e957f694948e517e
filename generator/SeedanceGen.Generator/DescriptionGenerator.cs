using Microsoft.CodeAnalysis;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator;

/// <summary>
/// Gives a project the API description at run time: the whole text as JSON, so that code that imitates or checks the service needs no YAML
/// reader. It reports nothing: <see cref="SeedanceGenerator"/> reports what is wrong with the same file.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DescriptionGenerator : IIncrementalGenerator
{
    /// <summary>
    /// The item metadata that marks the file, with the namespace:
    /// <c>&lt;AdditionalFiles Include="…" SeedanceDescription="My.Space" /&gt;</c>.
    /// </summary>
    private const string Mark = "build_metadata.AdditionalFiles.SeedanceDescription";

    private const string TypeName = "DescriptionJson";

    /// <summary>Builds the pipeline.</summary>
    /// <param name="context">Where the output is registered.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var description = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, token) => pair.Right.GetOptions(pair.Left).TryGetValue(Mark, out var space) && space.Length > 0
                ? (Namespace: space, Text: pair.Left.GetText(token)?.ToString() ?? string.Empty)
                : default)
            .Where(static file => file.Namespace is not null)
            .Select(static (file, token) => Read(file.Namespace, file.Text, token))
            .WithTrackingName(SpecSteps.Description);

        context.RegisterSourceOutput(description, static (output, model) =>
        {
            if (model is null)
                return;
            output.AddFile(TypeName, Emit(model));
        });
    }

    private static DescriptionModel? Read(string space, string text, CancellationToken cancellationToken)
    {
        var form = SpecReader.Read(new SpecFile(string.Empty, text), new ProblemList(string.Empty), cancellationToken).Form;
        return form is not null && new JsonWriter(cancellationToken).Write(form) is { } json ? new DescriptionModel(space, json) : null;
    }

    /// <summary>Writes the class that holds the API description as JSON.</summary>
    private static string Emit(DescriptionModel description)
    {
        var writer = new SourceWriter();
        writer.Header(description.Namespace);
        writer.Line("/// <summary>The whole API description, as JSON.</summary>");
        writer.Line(Literals.GeneratedCode);
        writer.Open($"internal static class {TypeName}");
        writer.Line("/// <summary>The text in UTF-8.</summary>");
        writer.Line("public static global::System.ReadOnlySpan<byte> Utf8 =>");
        writer.Continuation(Literals.LongText(description.Json, suffix: "u8") + ";");
        writer.Close();
        return writer.ToString();
    }
}
