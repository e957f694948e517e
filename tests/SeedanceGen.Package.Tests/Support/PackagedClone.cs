using System.IO.Compression;
using System.Runtime.InteropServices;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>A fresh clone, the feed that one command filled from it, and a folder for users' projects. Created once.</summary>
public sealed class PackagedClone : IAsyncLifetime
{
    private const string ToolPackage = "SeedanceGen.Cli";

    /// <summary>The tool of this system, which stays beside the tests: CI measures its start.</summary>
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "tool");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-packages-");
    private readonly Lazy<ConsumerFolder> _built;

    public PackagedClone() => _built = new Lazy<ConsumerFolder>(BuildConsumers);

    internal string Clone { get; private set; } = "";

    internal string Feed => Path.Combine(_folder.FullName, "feed");

    internal string Version { get; private set; } = "";

    internal ConsumerFolder Consumers { get; private set; } = null!;

    /// <summary>
    /// The same folder after its ordinary projects were built, without a warning, from the first packages.
    /// </summary>
    internal ConsumerFolder BuiltConsumers => _built.Value;

    public async Task InitializeAsync()
    {
        // An older one would be measured when the packages fail.
        if (Directory.Exists(Tool))
            Directory.Delete(Tool, recursive: true);
        Clone = FreshClone.In(_folder.FullName);
        Version = new RepositoryLayout(Clone).Version().ToNormalizedString();
        (await FeedRun.OfAllSystemsAsync(Clone, Feed, "pack"))
            .ShouldEndWith(ReleaseExitCode.Success).Output.ShouldContain("3 of 3: building and packing");
        Consumers = new ConsumerFolder(Subfolder("consumers"), Feed, Version);
        ExtractTool();
    }

    public Task DisposeAsync()
    {
        // The link is deleted by itself, because a recursive deletion would follow it to the spec tools.
        var modules = Path.Combine(Clone, "spec", "node_modules");
        if (Directory.Exists(modules))
            Directory.Delete(modules);
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal string Subfolder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>A copy of the feed, for a test that adds packages.</summary>
    internal string CopyOfFeed(string name)
    {
        var folder = Subfolder(name);
        foreach (var file in Directory.EnumerateFiles(Feed))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    /// <summary>Edits the description, and links the spec tools that a change of it needs.</summary>
    internal DescriptionEdit Edit(Func<string, string> edit)
    {
        var modules = Path.Combine(Clone, "spec", "node_modules");
        if (!Directory.Exists(modules))
            Directory.CreateSymbolicLink(modules, SpecTools.Modules);
        return new DescriptionEdit(Clone, edit);
    }

    internal string PackageFile(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    private void ExtractTool()
    {
        var package = PackageFile($"{ToolPackage}.{RuntimeInformation.RuntimeIdentifier}");
        if (File.Exists(package))
            ZipFile.ExtractToDirectory(package, Tool);
    }

    private ConsumerFolder BuildConsumers()
    {
        File.WriteAllText(Path.Combine(Consumers.Copy("Quick"), "Program.cs"), Readme.QuickStart);
        File.WriteAllText(Path.Combine(Consumers.Copy("Unit"), "RenderingTests.cs"), Readme.Fixture);
        File.WriteAllText(Path.Combine(Consumers.Copy("UnitV3"), "RenderingTests.cs"), Readme.FixtureV3);
        string[] others = ["Web", "Forward", "Shop", "UnitMSTest", "UnitNUnit", "UnitTUnit", "UnitWireMock"];
        foreach (var name in others)
            Consumers.Copy(name);
        Consumers.BuildTogether(["Quick", "Unit", "UnitV3", .. others]);
        return Consumers;
    }
}
