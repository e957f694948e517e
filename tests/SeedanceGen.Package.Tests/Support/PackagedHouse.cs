using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>A fresh clone, the feed that one command filled from it, and a folder for users' projects. Made once.</summary>
public sealed class PackagedHouse : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-packages-");
    private readonly Lazy<ConsumerFolder> _built;

    public PackagedHouse() => _built = new Lazy<ConsumerFolder>(BuildConsumers);

    internal string Clone { get; private set; } = "";

    internal string Feed => Path.Combine(_folder.FullName, "feed");

    internal string Version { get; private set; } = "";

    internal ConsumerFolder Consumers { get; private set; } = null!;

    /// <summary>
    /// The same, after the plain ones of its projects were built without a warning, from the packages as they first were.
    /// </summary>
    internal ConsumerFolder BuiltConsumers => _built.Value;

    public async Task InitializeAsync()
    {
        Clone = FreshClone.In(_folder.FullName);
        Version = new RepositoryLayout(Clone).Version().ToNormalizedString();
        (await FeedRun.OfAsync(Clone, Feed, "pack"))
            .ShouldEndWith(ReleaseExitCode.Success).Output.ShouldContain("3 of 3: building and packing");
        Consumers = new ConsumerFolder(Subfolder("consumers"), Feed, Version);
    }

    public Task DisposeAsync()
    {
        // The link to the spec tools goes first, and alone.
        var modules = Path.Combine(Clone, "spec", "node_modules");
        if (Directory.Exists(modules))
            Directory.Delete(modules);
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal string Subfolder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>The feed as it is, for a test that adds to it.</summary>
    internal string CopyOfFeed(string name)
    {
        var folder = Subfolder(name);
        foreach (var file in Directory.EnumerateFiles(Feed))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    /// <summary>Edits the description, with the tools at hand that a change of it needs.</summary>
    internal DescriptionEdit Edit(Func<string, string> edit)
    {
        var modules = Path.Combine(Clone, "spec", "node_modules");
        if (!Directory.Exists(modules))
            Directory.CreateSymbolicLink(modules, SpecTools.Modules);
        return new DescriptionEdit(Clone, edit);
    }

    internal string PackageFile(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    private ConsumerFolder BuildConsumers()
    {
        File.WriteAllText(Path.Combine(Consumers.Copy("Quick"), "Program.cs"), Readme.QuickStart);
        File.WriteAllText(
            Path.Combine(Consumers.Copy("Unit"), "RenderingTests.cs"),
            "using SeedanceGen;\nusing SeedanceGen.Testing;\nusing Xunit.Abstractions;\n\n" + Readme.Fixture);
        Consumers.Copy("Web");
        Consumers.Copy("Forward");
        Consumers.BuildTogether("Quick", "Unit", "Web", "Forward");
        return Consumers;
    }
}
