namespace SeedanceGen.SpecChange.Tests.UserPrograms;

/// <summary>
/// A copy of the repository in a folder elsewhere, and beside it the project of a user. For each edition, the description is edited, the
/// tool is built with all that it stands on, and the user's programs are built against the result and run. Each edition is built once.
/// </summary>
public sealed class EditedRepository : IDisposable
{
    private const string Yaml = "spec/seedance.openapi.yaml";
    private const string Tool = "src/SeedanceGen.Cli";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-edited-");
    private readonly Dictionary<string, Lazy<EditionResult>> _results;
    private readonly string _clone;

    public EditedRepository()
    {
        _clone = FreshClone.In(_folder.FullName);
        Git("add", "-A");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty",
            "-m", "As it is");
        _results = Edition.All.ToDictionary(
            edition => edition.Name, edition => new Lazy<EditionResult>(() => Build(edition)), StringComparer.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    internal EditionResult Of(string edition) => _results[edition].Value;

    private EditionResult Build(Edition edition)
    {
        Git("checkout", "-q", "--", ".");
        File.WriteAllText(Path.Combine(_clone, Yaml), edition.Description());
        var built = DotNet(_clone, "build", Tool, "-p:RunAnalyzers=false");
        var changed = Git("status", "--porcelain").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[3..]);
        if (built.ExitCode != 0)
            return new EditionResult(built, [.. changed], built, built);

        var programs = Programs(edition);
        var compiled = DotNet(programs, "build", "-tl:off");
        var ran = compiled.ExitCode == 0
            ? CommandResult.Run(
                programs, "dotnet", [Path.Combine("bin", "Debug", "net10.0", "Users.dll"), .. edition.Edits.Select(Edition.ProgramOf)],
                ("SEEDANCE_TOOL", Path.Combine(Binaries, "seedance.dll")))
            : compiled;
        return new EditionResult(built, [.. changed], compiled, ran);
    }

    private string Binaries => Path.Combine(_clone, "src", "SeedanceGen.Cli", "bin", "Debug", "net10.0");

    /// <summary>The user's project with the programs of an edition alone: those of another one do not compile.</summary>
    private string Programs(Edition edition)
    {
        var source = UserPrograms;
        var target = _folder.CreateSubdirectory("users of " + edition.Name).FullName;
        var programs = edition.Edits.Select(edit => Edition.ProgramOf(edit) + ".cs").ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(source).Concat(Directory.EnumerateFiles(Path.Combine(source, edition.Name))))
        {
            if (!Path.GetDirectoryName(file)!.EndsWith(edition.Name, StringComparison.Ordinal) || programs.Contains(Path.GetFileName(file)))
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(target, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <Binaries>{Binaries}</Binaries>
                <Analyzers>{Path.Combine(_clone, "generator")}</Analyzers>
              </PropertyGroup>
            </Project>
            """);
        return target;
    }

    internal static string UserPrograms => Repository.PathOf("tests", "SeedanceGen.SpecChange.Tests", "UserPrograms", "Users");

    private CommandResult Git(params string[] arguments) => CommandResult.Run(_clone, "git", arguments).ShouldSucceed();

    /// <summary>Without Node.js: neither an edit of the description nor a user needs it.</summary>
    private static CommandResult DotNet(string folder, string verb, params string[] arguments) => CommandResult.Run(
        folder, "dotnet", [verb, .. arguments, "-nologo", "-v", "q", "-nodeReuse:false"],
        ("PATH", PathWithoutNode.Value), ("CI", null), ("RunAnalyzers", null), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"));
}
