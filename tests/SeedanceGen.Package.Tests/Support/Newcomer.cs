namespace SeedanceGen.Package.Tests.Support;

/// <summary>
/// A user with an empty home and an empty folder, whose packages come from the machine's own sources and what it has restored before.
/// </summary>
internal sealed class Newcomer
{
    private readonly string _folder;
    private readonly (string, string?)[] _environment;

    public Newcomer(PackagedClone packaged, string name)
    {
        var home = packaged.Subfolder($"home of the {name}");
        _folder = packaged.Subfolder($"folder of the {name}");
        _environment =
        [
            ("HOME", home),
            ("DOTNET_CLI_HOME", home),
            ("NUGET_PACKAGES", packaged.Consumers.Cache),
            ("PATH", Path.Combine(home, ".dotnet", "tools") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")),
            ("CI", null),
            ("RunAnalyzers", null),
            ("DOTNET_NOLOGO", "1"),
            (SeedanceClientOptions.ApiKeyVariable, null),
            (SeedanceClientOptions.BaseAddressVariable, null),
        ];
        CopySources(home);
    }

    public CommandResult Run(string commands) =>
        CommandResult.Run(_folder, "bash", ["-e", "-u", "-o", "pipefail", "-c", commands], _environment).ShouldSucceed();

    /// <summary>A program that runs until it is disposed of.</summary>
    public RunningProgram Start(string commands) => new(_folder, commands, _environment);

    public void ShouldHaveVideo(string name) =>
        File.ReadAllBytes(Path.Combine(_folder, name)).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue(name);

    /// <summary>The package sources belong to the machine and are not tested.</summary>
    private static void CopySources(string home)
    {
        var settings = Path.Combine(".nuget", "NuGet", "NuGet.Config");
        var machine = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), settings);
        if (!File.Exists(machine))
            return;

        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(home, settings))!);
        File.Copy(machine, Path.Combine(home, settings));
    }
}
