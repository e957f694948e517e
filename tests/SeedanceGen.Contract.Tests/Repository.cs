namespace SeedanceGen.Contract.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Spec => Path.Combine(Root, "spec");

    public static string Yaml => Path.Combine(Spec, "seedance.openapi.yaml");

    public static string Generated => Path.Combine(Root, "src", "SeedanceGen", "Generated", "SeedanceApi.g.cs");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeedanceGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside a clone of the repository.");
        return folder.FullName;
    }
}
