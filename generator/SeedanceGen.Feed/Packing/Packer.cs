using System.Text.RegularExpressions;
using NuGet.Versioning;
using SeedanceGen.Feed.Supply;
using SeedanceGen.SpecChange;
using SeedanceGen.SpecChange.Steps;

namespace SeedanceGen.Feed.Packing;

/// <summary>Builds and packs everything that is shipped, the same bytes from the same commit wherever it is done.</summary>
internal static partial class Packer
{
    /// <summary>
    /// How everything is built that is packed, judged or tested: once, and as users get it. Analyzers change no byte and cost two thirds of the
    /// time; every other build has run them, and the generator runs all the same.
    /// </summary>
    public static readonly string[] BuildOptions = ["-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false", "-p:ContinuousIntegrationBuild=true"];

    /// <param name="house">The clone.</param>
    /// <param name="version">The version of all packages.</param>
    /// <param name="staging">The folder for the packages.</param>
    /// <param name="baseline">A folder of <c>id.nupkg</c>, which the SDK's package validation holds the new ones against.</param>
    /// <param name="output">Where each step says that it begins, because together they take minutes.</param>
    public static IReadOnlyList<PackedPackage> Pack(House house, NuGetVersion version, string staging, string baseline, TextWriter output)
    {
        // MSBuild would pass over the validation of what it has packed before, though the baseline is another one.
        foreach (var done in Directory.EnumerateFiles(house.PathOf("src"), "Microsoft.NET.ApiCompat.ValidatePackage.semaphore", SearchOption.AllDirectories))
            File.Delete(done);

        output.WriteLine("  1 of 3: restoring the solution");
        Tool.Run(house.Root, "dotnet", "restore", "SeedanceGen.sln", "-v", "q", "-nologo");
        output.WriteLine("  2 of 3: listing what each package brings along");
        BillOfMaterials.WriteAll(house, version);
        output.WriteLine($"  3 of 3: building and packing {house.Packages.Count} packages; on a fresh clone this takes minutes");
        try
        {
            Tool.Run(
                house.Root, "dotnet",
                ["pack", "SeedanceGen.sln", "--no-restore", "-o", staging, "-tl:off", .. BuildOptions,
                    "-p:PacksBillOfMaterials=true", $"-p:VersionSuffix={version.Release}", $"-p:FeedBaseline={baseline}"]);
        }
        catch (SpecChangeException failure) when (Incompatibility().Matches(failure.Message) is { Count: > 0 } found)
        {
            throw new FeedException(FeedExitCode.SmallStep, $"""
                {version} is refused. The SDK's package validation against the last version in the feed says:
                {string.Join('\n', found.Select(match => "  " + match.Groups[1].Value).Distinct())}
                That breaks users, so it needs a major version: raise src/Version.props, or keep the member.
                """);
        }

        var packages = house.Packages.Select(id => new PackedPackage(id, version, Path.Combine(staging, $"{id}.{version.ToNormalizedString()}.nupkg"))).ToList();
        return packages.Find(package => !File.Exists(package.File)) is { } missing
            ? throw new FeedException(FeedExitCode.StepFailed, $"dotnet pack made no {Path.GetFileName(missing.File)}.")
            : packages;
    }

    [GeneratedRegex(@"error (CP\d{4}: [^\r\n]*?)(?: \[[^\r\n\[\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Incompatibility();
}
