using NuGet.Configuration;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>
/// A folder of users' projects, with a package cache that is not the machine's. <c>SeedanceGen*</c> comes from one feed and nowhere else;
/// everything else from the machine's sources, and from what the machine has restored before.
/// </summary>
internal sealed class ConsumerFolder
{
    private readonly string _folder;

    /// <param name="folder">The folder.</param>
    /// <param name="feed">Where <c>SeedanceGen*</c> comes from.</param>
    /// <param name="version">Which of it.</param>
    /// <param name="cache">The package cache of another such folder, to share; one of its own when null.</param>
    public ConsumerFolder(string folder, string feed, string version, string? cache = null)
    {
        _folder = folder;
        Cache = cache ?? Path.Combine(folder, "packages");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), Configuration(feed));
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"),
            $"<Project><PropertyGroup><SeedanceGenVersion>{version}</SeedanceGenVersion></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n");
        Copy("Host");
    }

    public string Cache { get; }

    public string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Copies a project of the folder <c>Consumers</c>.</summary>
    public string Copy(string name)
    {
        var target = Directory.CreateDirectory(PathOf(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests", "SeedanceGen.Package.Tests", "Consumers", name)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        return target;
    }

    /// <summary>Builds a project; a warning fails the test.</summary>
    public void Build(string name)
    {
        var output = DotNet(name, "build", "-nologo", "-tl:off").ShouldSucceed().Output;
        output.ShouldContain("0 Warning(s)", Case.Sensitive, output);
    }

    /// <summary>Builds several projects as one solution, which takes half the time.</summary>
    public void BuildTogether(params string[] names)
    {
        File.WriteAllText(PathOf("Users.slnx"),
            $"<Solution>{string.Concat(names.Select(name => $"""<Project Path="{name}/{name}.csproj" />"""))}</Solution>");
        Build("");
    }

    public CommandResult DotNet(string name, params string[] arguments) =>
        CommandResult.Run(PathOf(name), "dotnet", arguments, Environment);

    public CommandResult Run(string name, string program, string[] arguments, params (string, string?)[] environment) =>
        CommandResult.Run(PathOf(name), program, arguments, [.. Environment, .. environment]);

    /// <summary>A user's build is not a build of this repository, and does not run on its CI.</summary>
    private (string, string?)[] Environment =>
        [("NUGET_PACKAGES", Cache), ("CI", null), ("RunAnalyzers", null), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0")];

    private static string Configuration(string feed)
    {
        var settings = NuGet.Configuration.Settings.LoadDefaultSettings(Path.GetTempPath());
        var machine = SettingsUtility.GetEnabledSources(settings).Select(source => source.Name).ToList();
        var restored = SettingsUtility.GetGlobalPackagesFolder(settings);
        Directory.CreateDirectory(restored);
        var others = string.Concat(machine.Append("restored")
            .Select(name => $"""<packageSource key="{name}"><package pattern="*" /></packageSource>"""));
        return $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{feed}" />
                <add key="restored" value="{restored}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="SeedanceGen" /><package pattern="SeedanceGen.*" /></packageSource>
                {others}
              </packageSourceMapping>
            </configuration>
            """;
    }
}
