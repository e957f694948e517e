using System.IO.Compression;

namespace SeedanceGen.Package.Tests;

/// <summary>The SDK's package as a user gets it: packed once from this build, into a feed of its own.</summary>
public sealed class PackedSdk : IDisposable
{
    private readonly Scratch _scratch = new();

    public PackedSdk() => Command.Run(
        Repository.Root, "dotnet",
        ["pack", Path.Combine("src", "SeedanceGen"), "--no-build", "-c", Configuration, $"-p:Version={Version}", "-o", Feed, "-nologo", "-tl:off"]).ShouldSucceed();

    /// <summary>A version that no other build has, so that no cache can stand in for this package.</summary>
    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    internal string Feed => _scratch.File("feed");

    internal string PackageFile => Path.Combine(Feed, $"SeedanceGen.{Version}.nupkg");

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    public void Dispose() => _scratch.Dispose();

    internal IReadOnlyList<string> Entries()
    {
        using var package = ZipFile.OpenRead(PackageFile);
        return [.. package.Entries.Select(entry => entry.FullName)];
    }
}
