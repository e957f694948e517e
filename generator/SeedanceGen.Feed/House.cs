using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace SeedanceGen.Feed;

/// <summary>Where things are in a clone.</summary>
/// <param name="root">The clone's folder.</param>
internal sealed partial class House(string root)
{
    /// <summary>The package that is the SDK: whose values and wire are judged too.</summary>
    public const string Sdk = "SeedanceGen";

    public string Root { get; } = Path.GetFullPath(root);

    public string Feed => PathOf(".feed");

    public string VersionFile => PathOf("src", "Version.props");

    public string Changelog => PathOf("CHANGELOG.md");

    /// <summary>The ids of all packages: each folder of <c>src</c> with a project is one, and is named so.</summary>
    public IReadOnlyList<string> Packages =>
    [
        .. Directory.EnumerateDirectories(PathOf("src")).Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(PathOf("src", name, name + ".csproj"))).Order(StringComparer.Ordinal),
    ];

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>What <c>src/Version.props</c> says.</summary>
    /// <param name="prerelease">The label after it, when there is one.</param>
    public NuGetVersion Version(string? prerelease = null) => ReadVersion(File.ReadAllText(VersionFile), prerelease);

    public static NuGetVersion ReadVersion(string versionFile, string? prerelease = null) =>
        VersionPrefix().Match(versionFile) is { Success: true } found
        && NuGetVersion.TryParse(prerelease is null ? found.Value : $"{found.Value}-{prerelease}", out var version)
            ? version
            : throw new FeedException(FeedExitCode.StepFailed, "src/Version.props has no <VersionPrefix> of three numbers.");

    /// <summary>Writes a version, and returns what the file was.</summary>
    public string WriteVersion(NuGetVersion version)
    {
        var before = File.ReadAllText(VersionFile);
        File.WriteAllText(VersionFile, VersionPrefix().Replace(before, version.ToString("x.y.z", VersionFormatter.Instance)));
        return before;
    }

    [GeneratedRegex(@"(?<=<VersionPrefix>)\d+\.\d+\.\d+(?=</VersionPrefix>)")]
    private static partial Regex VersionPrefix();
}
