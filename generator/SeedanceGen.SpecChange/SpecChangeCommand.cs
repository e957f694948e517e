using SeedanceGen.SpecChange.Comparison;
using SeedanceGen.SpecChange.Steps;

namespace SeedanceGen.SpecChange;

/// <summary>Lints, generates, builds, compares: one command after an edit of the description.</summary>
internal static class SpecChangeCommand
{
    public const int Done = 0;
    public const int StepFailed = 1;
    public const int WrongUsage = 2;
    public const int MoreThanAllowed = 3;

    public static int Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (CommandLine.Parse(arguments) is not { } line)
        {
            output.WriteLine(CommandLine.Usage);
            return WrongUsage;
        }

        try
        {
            return Run(line, output);
        }
        catch (SpecChangeException failure)
        {
            output.WriteLine(failure.Message);
            return StepFailed;
        }
    }

    private static int Run(CommandLine line, TextWriter output)
    {
        var root = line.Root is { } given ? Path.GetFullPath(given) : RootAround(Environment.CurrentDirectory);

        output.WriteLine("Linting (Spectral, Redocly) …");
        SpecTools.Lint(root);

        // The build generates what is stale. A node that stays for more builds would keep the output open after this one has ended.
        output.WriteLine($"Generating and building ({SnapshotNames.JudgedFramework}) …");
        Tool.Run(root, "dotnet", "build", Path.Combine("src", "SeedanceGen", "SeedanceGen.csproj"), "-f", SnapshotNames.JudgedFramework, "-c", "Debug", "-v", "q", "-nologo", "-nodeReuse:false");

        var accepted = line.Baseline is { } folder ? AcceptedSurface.OfFolder(folder) : AcceptedSurface.OfCommit(root, line.Since);
        var current = Surface.Of(Path.Combine(root, "src", "SeedanceGen", "bin", "Debug", SnapshotNames.JudgedFramework, "SeedanceGen.dll"));
        var comparison = SurfaceComparison.Between(accepted, current);
        output.WriteLine();
        foreach (var text in comparison.Report())
            output.WriteLine(text);
        return comparison.Verdict > line.Allow ? MoreThanAllowed : Done;
    }

    /// <summary>The clone around a folder.</summary>
    public static string RootAround(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "SeedanceGen.sln")))
                return place.FullName;
        }

        throw new SpecChangeException("Run this inside a clone of the repository, or name one with --root.");
    }
}
