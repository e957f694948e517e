using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace SeedanceGen.Release.Repository;

/// <summary>Where things are in a clone of the repository.</summary>
/// <param name="root">The clone's folder.</param>
internal sealed partial class RepositoryLayout(string root)
{
    /// <summary>The id of the SDK's package, the only one whose accepted values and wire format are compared.</summary>
    public const string Sdk = "SeedanceGen";

    public string Root { get; } = Path.GetFullPath(root);

    public string Feed => PathOf(".feed");

    public string VersionFile => PathOf("src", "Version.props");

    public string Changelog => PathOf("CHANGELOG.md");

    /// <summary>The ids of all packages: each folder of <c>src</c> that has a project of the folder's name.</summary>
    public IReadOnlyList<string> Packages =>
    [
        .. Directory.EnumerateDirectories(PathOf("src")).Select(folder => Path.GetFileName(folder))
            .Where(name => IsPackage(PathOf("src", name, name + ".csproj"))).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether there is such a project, and it is a package: some are only a part of another one.</summary>
    private static bool IsPackage(string project) =>
        File.Exists(project) && !File.ReadAllText(project).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal);

    /// <summary>The clone around a folder.</summary>
    /// <exception cref="ReleaseException">The folder is not inside a clone.</exception>
    public static RepositoryLayout Around(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "SeedanceGen.sln")))
                return new RepositoryLayout(place.FullName);
        }

        throw new ReleaseException("Run this inside a clone of the repository, or name one with --root.");
    }

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Builds one shipped project for the framework that is compared, and returns the assembly.</summary>
    public string Build(string id, string framework, string configuration, params string[] options)
    {
        // A build node that stays would keep the output of this process open after it has ended.
        var project = Path.Combine("src", id, id + ".csproj");
        ExternalProgram.Run(
            Root, "dotnet", ["build", project, "-f", framework, "-c", configuration, "-v", "q", "-nologo", "-nodeReuse:false", .. options]);
        return PathOf("src", id, "bin", configuration, framework, id + ".dll");
    }

    /// <summary>The API description; null when the clone has none.</summary>
    public string? Description() =>
        PathOf("spec", "seedance.openapi.yaml") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    /// <summary>The version in <c>src/Version.props</c>.</summary>
    /// <param name="prerelease">The label to append, if any.</param>
    public NuGetVersion Version(string? prerelease = null) => ReadVersion(File.ReadAllText(VersionFile), prerelease);

    public static NuGetVersion ReadVersion(string versionFile, string? prerelease = null) =>
        VersionPrefix().Match(versionFile) is { Success: true } found
        && NuGetVersion.TryParse(prerelease is null ? found.Value : $"{found.Value}-{prerelease}", out var version)
            ? version
            : throw new ReleaseException("src/Version.props has no <VersionPrefix> of three numbers.");

    /// <summary>Writes a version and returns the previous text of the file.</summary>
    public string WriteVersion(NuGetVersion version)
    {
        var before = File.ReadAllText(VersionFile);
        File.WriteAllText(VersionFile, VersionPrefix().Replace(before, version.ToString("x.y.z", VersionFormatter.Instance)));
        return before;
    }

    [GeneratedRegex(@"(?<=<VersionPrefix>)\d+\.\d+\.\d+(?=</VersionPrefix>)")]
    private static partial Regex VersionPrefix();
}
