using System.Text.Json;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Measuring;

/// <summary>A C# file of a checkout.</summary>
/// <param name="Path">The path from the root of the checkout, with forward slashes.</param>
/// <param name="Project">The folder of its project; for source that projects link, the folder of that source.</param>
/// <param name="Tree">The parsed text.</param>
internal sealed record SourceFile(string Path, string Project, SyntaxTree Tree)
{
    /// <summary>The folder below the project's; empty for the project's own.</summary>
    public string Folder { get; } = Path.LastIndexOf('/') is var end && end > Project.Length ? Path[(Project.Length + 1)..end] : "";

    /// <summary>Whether a generator wrote it; the clients of the tests' descriptions are generated too.</summary>
    public bool IsGenerated => Path.Contains("/Generated/", StringComparison.Ordinal)
        || Path.EndsWith(".g.cs", StringComparison.Ordinal) || Path.EndsWith(".nswag.cs", StringComparison.Ordinal);

    public IReadOnlyList<string> Lines { get; } = [.. Tree.GetText().Lines.Select(line => line.ToString())];

    public int LineCount => Lines is [.., ""] ? Lines.Count - 1 : Lines.Count;
}

/// <summary>
/// The C# source of a checkout: the projects of <c>src</c> and <c>generator</c> bound together, and the projects of <c>tests</c> parsed.
/// </summary>
internal sealed class CodeBase
{
    private static readonly string[] Symbols =
        ["NET", "NET10_0", .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER")];

    private readonly Dictionary<SyntaxTree, SourceFile> _byTree;
    private readonly Dictionary<SourceFile, IReadOnlySet<INamedTypeSymbol>> _named = [];
    private readonly CSharpCompilation _compilation;

    public CodeBase(RepositoryLayout repository)
    {
        Root = repository.Root;
        var files = ExternalProgram.Run(Root, "git", "ls-files", "-co", "--exclude-standard", "--", "*.cs", "*.csproj")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Root, path))).ToList();
        var projects = files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('/')])
            .Where(path => !IsOfUsers(path + "/")).Order(StringComparer.Ordinal).ToList();
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols);
        Files =
        [
            .. files.Where(IsSource).Select(path => new SourceFile(path, ProjectOf(path, projects), Parse(path, options)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
        Projects = [.. projects.Where(project => Files.Any(file => file.Project == project))];
        _byTree = Files.ToDictionary(file => file.Tree);

        // One compilation for all projects: it binds each name in any project, and needs a restore but no build.
        _compilation = CSharpCompilation.Create(
            "CodeBase", [.. Product.Select(file => file.Tree), GlobalUsings(projects, options)], References(projects),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    public string Root { get; }

    /// <summary>The folders of the projects that have C# files.</summary>
    public IReadOnlyList<string> Projects { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The files of <c>src</c> and <c>generator</c>, without samples.</summary>
    public IEnumerable<SourceFile> Product =>
        Files.Where(file => IsProduct(file.Path));

    public IEnumerable<SourceFile> Of(string project) => Files.Where(file => file.Project == project);

    /// <summary>Whether a file or a project belongs to what is shipped or builds it: neither a test nor a sample.</summary>
    public static bool IsProduct(string path) => !path.StartsWith("tests/", StringComparison.Ordinal)
        && !(path + "/").StartsWith("src/samples/", StringComparison.Ordinal);

    /// <summary>The top-level types of <c>src</c> and <c>generator</c> that are written by hand or generated into a file.</summary>
    public IEnumerable<INamedTypeSymbol> Types() => Types(_compilation.Assembly.GlobalNamespace);

    /// <summary>The files that declare a type of <c>src</c> or <c>generator</c>; none for any other type.</summary>
    public IEnumerable<SourceFile> Declaring(ISymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => _byTree.GetValueOrDefault(reference.SyntaxTree)).OfType<SourceFile>();

    /// <summary>The top-level types of this code base that a file names. A nested type counts for its outermost.</summary>
    public IReadOnlySet<INamedTypeSymbol> TypesNamedIn(SourceFile file) =>
        _named.TryGetValue(file, out var types) ? types : _named[file] = FindTypesNamedIn(file);

    private HashSet<INamedTypeSymbol> FindTypesNamedIn(SourceFile file)
    {
        var model = _compilation.GetSemanticModel(file.Tree, ignoreAccessibility: true);
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var name in file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            var type = symbol switch
            {
                INamedTypeSymbol named => named,
                // An attribute and a target-typed constructor are bound to the constructor.
                IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
                _ => null,
            };
            if (type is null)
                continue;
            while (type.ContainingType is { } outer)
                type = outer;
            if (Declaring(type.OriginalDefinition).Any())
                types.Add(type.OriginalDefinition);
        }

        return types;
    }

    private static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal)
        && (path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("generator/", StringComparison.Ordinal)
            || path.StartsWith("tests/", StringComparison.Ordinal))
        && !IsOfUsers(path) && !path.Contains(".verified.", StringComparison.Ordinal);

    /// <summary>Whether it belongs to a project that tests copy to a user's folder and build there.</summary>
    private static bool IsOfUsers(string path) =>
        path.Contains("/Consumers/", StringComparison.Ordinal) || path.Contains("/UserPrograms/Users/", StringComparison.Ordinal);

    /// <summary>The innermost project around a file; linked source has none, and counts as one by its second folder.</summary>
    private static string ProjectOf(string path, List<string> projects) =>
        projects.Where(project => path.StartsWith(project + "/", StringComparison.Ordinal)).MaxBy(project => project.Length)
        ?? string.Join('/', path.Split('/')[..^1].Take(2));

    private SyntaxTree Parse(string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Root, path)), options, path);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol container) =>
        container.GetTypeMembers().Concat(container.GetNamespaceMembers().SelectMany(Types));

    /// <summary>What the build adds to each project: the implicit usings of the SDKs, and those in project files.</summary>
    private SyntaxTree GlobalUsings(List<string> projects, CSharpParseOptions options)
    {
        string[] ofTheSdk =
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http",
            "System.Threading", "System.Threading.Tasks",
        ];
        var ofProjects = projects.Where(IsProduct)
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.csproj"))
            .SelectMany(file => XDocument.Load(file).Descendants("Using"))
            .Select(element => element.Attribute("Include")?.Value).OfType<string>();
        var text = string.Concat(ofTheSdk.Concat(ofProjects).Distinct().Select(name => $"global using {name};\n"));
        return CSharpSyntaxTree.ParseText(text, options, "GlobalUsings.g.cs");
    }

    /// <summary>The assemblies of this program's framework, then those that the last restore gave the projects.</summary>
    private List<PortableExecutableReference> References(List<string> projects)
    {
        var files = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("SeedanceGen", StringComparison.Ordinal)).ToList();
        foreach (var project in projects.Where(IsProduct))
        {
            var restored = Path.Combine(Root, project, "obj", "project.assets.json");
            if (!File.Exists(restored))
                throw new ReleaseException($"{project} has not been restored. Run: dotnet restore");
            using var assets = JsonDocument.Parse(File.ReadAllBytes(restored));
            var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
            var libraries = assets.RootElement.GetProperty("libraries");
            foreach (var entry in assets.RootElement.GetProperty("targets").EnumerateObject().Last().Value.EnumerateObject())
            {
                if (!entry.Value.TryGetProperty("compile", out var assemblies)
                    || !libraries.GetProperty(entry.Name).TryGetProperty("path", out var path))
                    continue;
                files.AddRange(
                    from assembly in assemblies.EnumerateObject()
                    from folder in folders
                    let file = Path.Combine(folder, path.GetString()!, assembly.Name)
                    where file.EndsWith(".dll", StringComparison.Ordinal) && File.Exists(file)
                    select file);
            }
        }

        return [.. files.DistinctBy(Path.GetFileName).Select(file => MetadataReference.CreateFromFile(file))];
    }
}
