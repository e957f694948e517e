using SeedanceGen.Feed;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>A fresh clone, the feed that one command filled from it, and a folder for users' projects. Made once.</summary>
public sealed class PackagedHouse : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-packages-");

    internal string Clone { get; private set; } = "";

    internal string Feed => Path.Combine(_folder.FullName, "feed");

    internal string Version { get; private set; } = "";

    internal ConsumerFolder Consumers { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Clone = FreshClone.In(_folder.FullName);
        Version = new House(Clone).Version().ToNormalizedString();
        (await FeedRun.OfAsync(Clone, Feed)).ShouldEndWith(FeedExitCode.Done);
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
}
