using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Commands;

/// <summary>After an edit of the description: lints, generates, builds and compares.</summary>
internal static class VerdictCommand
{
    public static int Run(RepositoryLayout repository, string since, string? baseline, VersionBump allowed, TextWriter output)
    {
        output.WriteLine("Linting (Spectral, Redocly) …");
        SpecLinters.Run(repository);

        // The build generates what is stale.
        output.WriteLine($"Generating and building ({SnapshotNames.ComparedFramework}) …");
        var assembly = repository.Build(RepositoryLayout.Sdk, SnapshotNames.ComparedFramework, "Debug");

        var accepted = baseline is null ? PackageSurface.OfCommit(repository, since) : PackageSurface.OfFolder(baseline);
        var comparison = SurfaceComparison.Between(accepted, PackageSurface.Of(assembly));
        output.WriteLine();
        foreach (var line in comparison.Report())
            output.WriteLine(line);
        return comparison.Bump > allowed ? ReleaseExitCode.LargerBumpNeeded : ReleaseExitCode.Success;
    }
}
