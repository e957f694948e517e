using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>
/// A new model and new fields reach the builders, the rules and the analyzer by an edit of the YAML alone.
/// </summary>
[Collection(ClientSources.Name)]
[Trait("Category", "Slow")]
public sealed class FourthModelTests(ClientSources sources)
{
    /// <summary>
    /// A request with a fourth model that has limits of its own, an integer beyond 32 bits and a boolean, in flow style with shuffled keys.
    /// </summary>
    private const string Request =
        """
            VideoGenerationRequest:
              { allOf: [ { description: What a model accepts beyond the fields. }, { oneOf: [
                  { properties: { duration: { enum: [3, 6, 9] }, "resolution": { enum: ['480p', 720p] },
                      mediaUrls: { maxItems: 2 }, model: { enum: [ "seedance-3.0-lite" ] } }, required: [model] },
                  { required: [model], properties: { duration: { maximum: 15, minimum: 4 },
                      model: { enum: [seedance-2.0-fast, seedance-2.0] } } },
                  { properties: { model: { enum: ['seedance-1.5-pro'] }, "duration": { "enum": [10, 5] } }, required: [model] } ] } ],
                properties: {
                  metadata: { additionalProperties: {}, description: Custom metadata., type: object },
                  seed: { maximum: 4294967295, type: integer, description: The seed., minimum: 0 },
                  cameraFixed: { type: boolean, description: Whether the camera stands still. },
                  mediaUrls: { maxItems: 5, items: { pattern: '^https://', type: string, format: uri },
                    minItems: 1, description: Media., type: array },
                  duration: { x-unit: seconds, description: The length., type: integer },
                  prompt: { description: What to make., pattern: '\S', minLength: 1, type: string },
                  webhookUrl: { format: uri, type: string, description: Where to report. },
                  aspectRatio: { description: The shape., allOf: [ { $ref: '#/components/schemas/AspectRatio' } ] },
                  resolution: { allOf: [ { $ref: "#/components/schemas/Resolution" } ], description: The lines. },
                  model: { allOf: [ { $ref: '#/components/schemas/SeedanceModel' } ], description: The model. } },
                description: What a submission asks for., required: [prompt, model], type: object }

        """;

    private const string Program =
        """
        using System;
        using SeedanceGen;

        VideoRequest.Seedance30Lite("p").WithDuration(6).WithSeed(4294967295).WithCameraFixed(true).WithResolution(Resolution.P720).Build();
        VideoRequest.Seedance30Lite("p").WithDuration(Seedance30LiteDuration.Seconds9).Build();
        _ = VideoRequest.Seedance30Lite("p").WithDuration([|7|]);
        _ = VideoRequest.Seedance30Lite("p").WithResolution([|Resolution.P1080|]);
        _ = VideoRequest.Seedance30Lite("p").WithSeed([|4294967296|]);
        _ = VideoRequest.Seedance20("p").WithSeed([|-1|]).WithResolution(Resolution.P1080).WithDuration(15);
        _ = VideoRequest.Seedance30Lite("p").WithMediaUrls("https://a.example/1", "https://a.example/2", [|"https://a.example/3"|]);
        _ = new VideoGenerationRequest { Prompt = "p", Model = SeedanceModel.Seedance30Lite, Duration = [|5|] };
        var tooLong = new VideoGenerationRequest { Prompt = "p", Model = SeedanceModel.Seedance30Lite, Duration = DateTime.Now.Year };
        Console.WriteLine(tooLong.Validate()[0].Message);
        """;

    [Fact]
    public async Task A_fourth_model_builds_and_has_builder_enum_and_rules_without_an_edit_of_code()
    {
        var clone = sources.Clone.Restored();
        var yaml = File.ReadAllText(Repository.Yaml);
        var start = yaml.IndexOf("    VideoGenerationRequest:\n", StringComparison.Ordinal);
        var end = yaml.IndexOf("    VideoGenerationAccepted:\n", StringComparison.Ordinal);
        File.WriteAllText(
            clone.File("spec", "seedance.openapi.yaml"),
            yaml[..start].Replace("        - seedance-1.5-pro\n", "        - seedance-1.5-pro\n        - seedance-3.0-lite\n",
                StringComparison.Ordinal) + Request + "\n" + yaml[end..]);

        CommandResult.Run(clone.Folder, "dotnet", ["build", "src/SeedanceGen", "-nologo", "-tl:off", "-f", "net10.0"]).ShouldSucceed();

        var found = await AnalyzeAsync(
            clone.File("src", "SeedanceGen", "bin", "Debug", "net10.0", "SeedanceGen.dll"),
            clone.File("generator", "SeedanceGen.Analyzers", "bin", "Debug", "netstandard2.0", "SeedanceGen.Analyzers.dll"));
        found.ShouldBe(Marked());
    }

    /// <summary>The lines and columns of the marked spans, from 1.</summary>
    private static IEnumerable<string> Marked() =>
        Program.Split('\n').SelectMany((line, index) => line.Split("[|").Skip(1).Select((_, mark) => (index, mark)))
            .Select(place =>
                $"({place.index + 1},{Program.Split('\n')[place.index].IndexOf("[|", StringComparison.Ordinal) + 1}): SDG1001");

    private static async Task<IEnumerable<string>> AnalyzeAsync(string sdk, string analyzers)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "SeedanceGen.dll").Append(sdk).Select(path => MetadataReference.CreateFromFile(path));
        var source = Program.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var compilation = CSharpCompilation.Create(
            "Consumer", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();

        var shipped = Assembly.LoadFrom(analyzers).GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
        var diagnostics = await compilation.WithAnalyzers([.. shipped]).GetAnalyzerDiagnosticsAsync();
        return diagnostics.Select(diagnostic => (diagnostic.Location.GetLineSpan().StartLinePosition, diagnostic.Id))
            .OrderBy(found => found)
            .Select(found => $"({found.StartLinePosition.Line + 1},{found.StartLinePosition.Character + 1}): {found.Id}");
    }
}
