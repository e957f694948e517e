using System.CodeDom.Compiler;
using System.Globalization;
using Microsoft.CodeAnalysis;
using SeedanceGen.Release.Measuring;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Commands;

/// <summary>Prints the figures of the code base: its size, its layers, what it offers, and how much of it everyday calls run.</summary>
internal sealed class MeasureCommand(RepositoryLayout repository, TextWriter output)
{
    /// <param name="explain">Whether to list what is counted, and the references inside each cycle.</param>
    public async Task RunAsync(bool explain)
    {
        var code = new CodeBase(repository);
        Sizes(code);
        Layers(code, explain);
        Style(code, explain);
        PublicTypes(explain);
        await ExecutionAsync(explain);
    }

    private void Sizes(CodeBase code)
    {
        Print($"{"Hand-written C#",-44} files   lines  median  p90  longest file");
        foreach (var size in code.Projects.Select(project => ProjectSize.Of(code, project))
            .Append(ProjectSize.Of("src and generator", code.Product)))
            Print($"{size.Project,-44} {size.Files,5} {size.Lines,7} {size.Median,7} {size.Percentile90,4}  {size.Longest}");
    }

    private void Layers(CodeBase code, bool explain)
    {
        Print($"\n{"Layers",-44} folders  in cycles  small internal types with one user");
        foreach (var project in code.Projects.Where(CodeBase.IsProduct))
        {
            var graph = new FolderGraph(code, project);
            var small = SourceFigures.SmallTypesWithOneUser(code, project).ToList();
            Print($"{project,-44} {graph.FolderCount,7} {graph.FoldersInCycles,10} {small.Count,7}");
            foreach (var line in explain ? graph.ExplainCycles().Concat(small) : [])
                Print($"    {line}");
        }
    }

    private void Style(CodeBase code, bool explain)
    {
        Print($"\nStyle");
        Count("lines over 140 characters", SourceFigures.LongLines(code));
        Count("hand-written files over 500 lines", SourceFigures.LongFiles(code));
        Count("type names declared twice", SourceFigures.SharedNames(code));
        Count("time providers of our own", SourceFigures.TimeProviders(code));
        Count("locks on this", SourceFigures.LocksOnThis(code));

        void Count(string what, IEnumerable<string> found)
        {
            var all = found.ToList();
            Print($"{what,-44} {all.Count,5}");
            foreach (var one in explain ? all : [])
                Print($"    {one}");
        }
    }

    private void PublicTypes(bool explain)
    {
        Print($"\n{"Public types",-44} count  of these generated from the description");
        foreach (var id in repository.Packages)
        {
            var assembly = repository.PathOf("src", id, "bin", "Debug", SnapshotNames.ComparedFramework, id + ".dll");
            if (!File.Exists(assembly))
            {
                Print($"{id,-44} not built, or no library");
                continue;
            }

            var types = AssemblyReader.PublicTypes(AssemblyReader.Read(assembly)).ToList();
            Print($"{id,-44} {types.Count,5} {types.Count(IsGenerated),6}");
            foreach (var type in explain ? types : [])
                Print($"    {type.ToDisplayString()}");
        }
    }

    private static bool IsGenerated(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(GeneratedCodeAttribute));

    private async Task ExecutionAsync(bool explain)
    {
        using var figures = new ExecutionFigures(repository);
        Print($"\nWhat runs");
        List("types for client, request and SubmitAsync", await figures.SubmitAsync());
        var (first, next) = await figures.SubmitToMockAsync();
        List("types for the first submission to the mock", first);
        List("types for each further one", next);
        var files = await figures.GenerateAsync();
        List("files for seedance generate --mock", files);
        List("  of these, files of the tool", [.. files.Where(IsOfTheTool)], nested: true);

        static bool IsOfTheTool(string file) => file.StartsWith("src/SeedanceGen.Cli/", StringComparison.Ordinal);

        void List(string what, IReadOnlyList<string> all, bool nested = false)
        {
            Print($"{what,-44} {all.Count,5}");
            foreach (var one in explain && !nested ? all : [])
                Print($"    {one}");
        }
    }

    private void Print(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
