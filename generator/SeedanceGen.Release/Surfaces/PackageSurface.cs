using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Surfaces;

/// <summary>Everything in a package that a user can notice when it changes.</summary>
/// <param name="Api">The public API.</param>
/// <param name="Rules">What each model accepts; empty for a package other than the SDK.</param>
/// <param name="Wire">What is sent, by the name of the listing; empty for a package other than the SDK.</param>
internal sealed record PackageSurface(string Api, string Rules, IReadOnlyDictionary<string, string> Wire)
{
    /// <summary>The API description that the SDK is generated from; null when it is not known.</summary>
    public string? Description { get; init; }

    /// <summary>The surface of a built assembly.</summary>
    public static PackageSurface Of(string assemblyFile) => Path.GetFileNameWithoutExtension(assemblyFile) == RepositoryLayout.Sdk
        ? new(ApiListing.Of(assemblyFile), RuleListing.Of(assemblyFile), WireListing.Of(assemblyFile))
        : OfApi(ApiListing.Of(assemblyFile));

    public static PackageSurface OfApi(string api) => new(api, "", new Dictionary<string, string>());

    /// <summary>The SDK's surface in the snapshots of a commit. Accepting snapshots in the working copy does not change it.</summary>
    public static PackageSurface OfCommit(RepositoryLayout repository, string commit)
    {
        var files = ExternalProgram.Run(repository.Root, "git", "ls-tree", "-r", "--name-only", commit, "--", SnapshotNames.Folder)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return OfSnapshots(
            files.Select(path => path[(path.LastIndexOf('/') + 1)..]),
            name => ExternalProgram.Run(repository.Root, "git", "show", $"{commit}:{SnapshotNames.Folder}/{name}")) with
        {
            Description = DescriptionOfCommit(repository, commit),
        };
    }

    /// <summary>The API description of a commit; null when this clone does not have it.</summary>
    public static string? DescriptionOfCommit(RepositoryLayout repository, string commit)
    {
        try
        {
            return ExternalProgram.Run(repository.Root, "git", "show", $"{commit}:{SnapshotNames.Description}");
        }
        catch (ReleaseException)
        {
            return null;
        }
    }

    /// <summary>The SDK's surface in a folder of snapshots, which may have the API description beside them.</summary>
    public static PackageSurface OfFolder(string folder)
    {
        var description = Path.Combine(folder, Path.GetFileName(SnapshotNames.Description));
        return OfSnapshots(
            Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)),
            name => File.ReadAllText(Path.Combine(folder, name))) with
        {
            Description = File.Exists(description) ? File.ReadAllText(description) : null,
        };
    }

    /// <summary>The lines of a listing.</summary>
    public static IReadOnlyList<string> Lines(string listing) =>
        listing.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static PackageSurface OfSnapshots(IEnumerable<string> names, Func<string, string> read)
    {
        var files = names.ToHashSet(StringComparer.Ordinal);
        var wire = files.Where(name => SnapshotNames.WireListing(name) is not null);
        return new PackageSurface(
            Text(SnapshotNames.Api(RepositoryLayout.Sdk, SnapshotNames.ComparedFramework)), Text(SnapshotNames.Rules),
            wire.ToDictionary(name => SnapshotNames.WireListing(name)!, read, StringComparer.Ordinal));

        string Text(string name) => files.Contains(name)
            ? read(name)
            : throw new ReleaseException($"There is no snapshot {name} to compare with.");
    }
}

/// <summary>The files of the accepted listings: the snapshot tests write them and the comparison reads them.</summary>
internal static class SnapshotNames
{
    /// <summary>The folder of the snapshots, relative to the root of the repository.</summary>
    public const string Folder = "tests/SeedanceGen.Snapshots.Tests/Snapshots";

    /// <summary>The API description, relative to the root of the repository.</summary>
    public const string Description = "spec/seedance.openapi.yaml";

    /// <summary>The framework whose listing is compared.</summary>
    public const string ComparedFramework = "net10.0";

    public const string Rules = "AcceptedValueTests.What_each_model_accepts.verified.txt";

    private const string WireStart = "WireTests.What_is_sent.";
    private const string End = ".verified.txt";

    public static string Api(string assembly, string framework) => $"PublicApiTests.The_public_surface.{assembly}.{framework}{End}";

    public static string Wire(string listing) => WireStart + listing + End;

    /// <summary>The name of the wire listing in a file of this name; null for any other file.</summary>
    public static string? WireListing(string name) =>
        name.StartsWith(WireStart, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal)
            ? name[WireStart.Length..^End.Length]
            : null;
}
