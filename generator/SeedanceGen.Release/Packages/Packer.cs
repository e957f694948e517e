using System.Text.RegularExpressions;
using NuGet.Versioning;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Packages;

/// <summary>Builds and packs all packages. The same commit gives the same bytes on every machine.</summary>
internal static partial class Packer
{
    /// <summary>
    /// One build, the one that users get, serves comparison, tests and packing. Analyzers are off: they change no byte, cost two thirds of
    /// the time, and run in every other build. Source generators run all the same.
    /// </summary>
    public static readonly string[] BuildOptions = ["-p:RunAnalyzers=false", "-p:ContinuousIntegrationBuild=true"];

    /// <summary>The tool has a package for each common system, with what only its restore and its pack need.</summary>
    private const string ForSystems = "-p:PacksForSystems=true";

    public const string Configuration = "Release";

    /// <param name="repository">The clone.</param>
    /// <param name="version">The version of all packages.</param>
    /// <param name="staging">The folder for the packages.</param>
    /// <param name="baseline">A folder of <c>id.nupkg</c>, which the SDK's package validation compares the new ones with.</param>
    /// <param name="output">Receives a line at the start of each step, because together they take minutes.</param>
    public static IReadOnlyList<PackageFile> Pack(
        RepositoryLayout repository, NuGetVersion version, string staging, string baseline, TextWriter output)
    {
        // MSBuild would skip the validation of packages that it packed before, although the baseline differs.
        const string Semaphore = "Microsoft.NET.ApiCompat.ValidatePackage.semaphore";
        foreach (var done in Directory.EnumerateFiles(repository.PathOf("src"), Semaphore, SearchOption.AllDirectories))
            File.Delete(done);

        output.WriteLine("  1 of 3: restoring the projects of the packages");
        var solution = WriteSolution(repository);
        ExternalProgram.Run(repository.Root, "dotnet", "restore", solution, "-v", "q", "-nologo", ForSystems);
        output.WriteLine("  2 of 3: listing what each package depends on");
        BillOfMaterials.WriteAll(repository, version);
        output.WriteLine($"  3 of 3: building and packing {repository.Packages.Count} packages; on a fresh clone this takes minutes");
        try
        {
            // What breaks users of the SDK is found before all that depends on it is built.
            if (baseline.Length > 0 && Directory.EnumerateFiles(baseline).Any())
                PackAll(repository.PathOf("src", RepositoryLayout.Sdk, RepositoryLayout.Sdk + ".csproj"));
            PackAll(solution);
        }
        catch (ReleaseException failure) when (Incompatibility().Matches(failure.Message) is { Count: > 0 } found)
        {
            throw new ReleaseException(ReleaseExitCode.LargerBumpNeeded, $"""
                {version} is rejected. The SDK's package validation against the last version in the feed says:
                {string.Join('\n', found.Select(match => "  " + match.Groups[1].Value).Distinct())}
                That breaks users and needs a major version: raise src/Version.props, or keep the member.
                """);
        }

        var packages = repository.Packages
            .Select(id => new PackageFile(id, version, Path.Combine(staging, $"{id}.{version.ToNormalizedString()}.nupkg"))).ToList();
        return packages.Find(package => !File.Exists(package.File)) is { } missing
            ? throw new ReleaseException($"dotnet pack did not write {Path.GetFileName(missing.File)}.")
            : [.. OfSystems(packages, version, staging), .. packages];

        void PackAll(string projects) => ExternalProgram.Run(
            repository.Root, "dotnet",
            ["pack", projects, "--no-restore", "-c", Configuration, "-o", staging, "-v", "q", "-nologo", "-tl:off",
                .. BuildOptions, ForSystems, "-p:PacksBillOfMaterials=true", $"-p:VersionSuffix={version.Release}",
                $"-p:FeedBaseline={baseline}"]);
    }

    /// <summary>
    /// The packages of single systems. They come first, because the package that names them cannot be installed without them.
    /// </summary>
    private static IEnumerable<PackageFile> OfSystems(List<PackageFile> packages, NuGetVersion version, string staging)
    {
        var end = $".{version.ToNormalizedString()}.nupkg";
        return Directory.EnumerateFiles(staging, "*" + end).Where(file => packages.TrueForAll(package => package.File != file))
            .Order(StringComparer.Ordinal).Select(file => new PackageFile(Path.GetFileName(file)[..^end.Length], version, file));
    }

    /// <summary>
    /// A solution without tests and samples, which are most of the projects to restore and to load. It has the projects of the generator
    /// too, because a solution builds a project that it does not have with the default configuration.
    /// </summary>
    private static string WriteSolution(RepositoryLayout repository)
    {
        var folder = Directory.CreateDirectory(repository.PathOf("src", "obj")).FullName;
        var solution = Path.Combine(folder, "Packages.slnx");
        var projects = Directory.EnumerateDirectories(repository.PathOf("generator"))
            .Select(generator => Path.Combine(generator, Path.GetFileName(generator) + ".csproj")).Where(File.Exists)
            .Concat(repository.Packages.Select(id => repository.PathOf("src", id, id + ".csproj"))).Order(StringComparer.Ordinal)
            .Select(project => $"""<Project Path="{project}" />""");
        File.WriteAllText(solution, $"<Solution>{string.Concat(projects)}</Solution>");
        return solution;
    }

    [GeneratedRegex(@"error (CP\d{4}: [^\r\n]*?)(?: \[[^\r\n\[\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Incompatibility();
}
