using System.Text.RegularExpressions;
using SeedanceGen.Release.Measuring;

namespace SeedanceGen.Architecture.Tests;

/// <summary>References between folders and projects go one way.</summary>
[Trait("Category", "Slow")]
public sealed partial class LayerTests
{
    private static readonly EnumerationOptions OneFolderDown = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    /// <summary>Each row: no file below the first folder names a type that is declared below the second.</summary>
    public static TheoryData<string, string> Forbidden => new()
    {
        { "src/SeedanceGen", "src/SeedanceGen.AspNetCore" },
        { "src/SeedanceGen", "src/SeedanceGen.Testing" },
        { "src/SeedanceGen", "src/SeedanceGen.Cli" },
        { "src/SeedanceGen.AspNetCore", "src/SeedanceGen.Testing" },
        { "src/SeedanceGen.AspNetCore", "src/SeedanceGen.Cli" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Cli" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.AspNetCore" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.Conformance" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.Host" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.Xunit" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.WireMock" },
        { "src/SeedanceGen.Testing.Host", "src/SeedanceGen.Aspire.Hosting" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.Page" },
        { "src/SeedanceGen.Testing.Page", "src/SeedanceGen.Cli" },
        { "src/SeedanceGen.Testing.Page", "src/SeedanceGen.Testing.Host" },
        { "src/SeedanceGen", "src/SeedanceGen.Durable" },
        { "src/SeedanceGen", "src/SeedanceGen.AI" },
        { "src/SeedanceGen", "src/SeedanceGen.Media.S3" },
        { "src/SeedanceGen.AI", "src/SeedanceGen.Testing" },
        { "src/SeedanceGen.AI", "src/SeedanceGen.Cli" },
        { "src/SeedanceGen.Durable", "src/SeedanceGen.Durable.Sqlite" },
        { "src/SeedanceGen.Durable", "src/SeedanceGen.Durable.PostgreSql" },
        { "src/SeedanceGen.Durable.Sqlite", "src/SeedanceGen.Durable.PostgreSql" },
        { "src/SeedanceGen.Durable.PostgreSql", "src/SeedanceGen.Durable.Sqlite" },
        { "src/SeedanceGen.Testing", "src/SeedanceGen.Testing.XunitV3" },
        { "src/Shared", "src/SeedanceGen" },
        { "src/Shared", "src/SeedanceGen.Testing.Host" },
        { "src/Shared", "generator" },
        { "src", "generator" },
        { "generator", "src/SeedanceGen" },
        { "generator", "src/SeedanceGen.Cli" },
        { "generator/SeedanceGen.Analyzers", "generator/SeedanceGen.Generator" },
        { "generator/SeedanceGen.Generator", "generator/SeedanceGen.Analyzers" },
        { "generator/SeedanceGen.Generator/Emit", "generator/SeedanceGen.Generator/Parsing" },
        { "generator/SeedanceGen.Generator/Parsing", "generator/SeedanceGen.Generator/Emit" },
        { "generator/SeedanceGen.Release", "generator/SeedanceGen.Generator" },
    };

    /// <summary>The layers of the mock, from the lowest, as the table of its page has them: each pair, the lower one first.</summary>
    public static TheoryData<string, string> LayersOfTheMock
    {
        get
        {
            const string Mock = "src/SeedanceGen.Testing/";
            var layers = File.ReadLines(Repository.PathOf(Mock + "README.md"))
                .SkipWhile(line => line != "## How the code is laid out")
                .Select(line => Folder().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
            var pairs = new TheoryData<string, string>();
            foreach (var (lower, index) in layers.Select((layer, index) => (layer, index)))
            {
                foreach (var higher in layers.Skip(index + 1))
                    pairs.Add(Mock + lower, Mock + higher);
            }

            return pairs;
        }
    }

    /// <summary>Listed from the folders, so that finding the tests reads no source.</summary>
    public static TheoryData<string> Projects =>
    [
        .. new[] { "generator", "src" }.SelectMany(part => Directory.EnumerateFiles(Repository.PathOf(part), "*.csproj", OneFolderDown))
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/')),
    ];

    /// <summary>Except in the project that runs the tests of the analyzers with an older compiler.</summary>
    [Fact]
    public void Test_code_that_projects_share_stands_in_the_kit() =>
        Directory.EnumerateFiles(Repository.PathOf("tests"), "*.csproj", OneFolderDown)
            .Where(file => Path.GetFileName(file) != "SeedanceGen.Analyzers.OldestCompiler.Tests.csproj")
            .Where(file => CompiledFromTests().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_reference_each_other_in_no_cycle(string project) =>
        Known.Remaining(Known.Cycles, new FolderGraph(Clone.Code, project).ExplainCycles()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Forbidden))]
    [MemberData(nameof(LayersOfTheMock))]
    public void A_reference_points_along_the_layers(string folder, string forbidden)
    {
        var references =
            from file in Clone.Code.Product
            where IsIn(file.Path, folder)
            from type in Clone.Code.TypesNamedIn(file)
            let declaring = Clone.Code.Declaring(type).ToList()
            where declaring.Any(other => IsIn(other.Path, forbidden)) && !declaring.Any(other => IsIn(other.Path, folder))
            select $"{folder} -> {forbidden}: {file.Path} names {type.Name}";

        Known.Remaining(Known.Layers, references).ShouldBeEmpty();
    }

    [Fact]
    public void The_source_of_the_clone_is_read_and_its_names_are_bound()
    {
        Clone.Code.Product.Count().ShouldBeGreaterThan(300);
        Clone.Code.Product.Sum(file => Clone.Code.TypesNamedIn(file).Count).ShouldBeGreaterThan(1000);
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    [GeneratedRegex("""<Compile[^>]*Include="[^"]*\.\.[\\/](\.\.[\\/]tests[\\/])?SeedanceGen\.""")]
    private static partial Regex CompiledFromTests();

    [GeneratedRegex(@"^\| `(\w+)` \|")]
    private static partial Regex Folder();
}
