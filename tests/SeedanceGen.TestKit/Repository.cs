namespace SeedanceGen.TestKit;

/// <summary>The clone that these tests were built in.</summary>
public static class Repository
{
    /// <summary>Found from where the tests run: a deterministic build writes no path of a machine into what it compiles.</summary>
    public static string Root { get; } = Find();

    public static string Spec { get; } = PathOf("spec");

    public static string Yaml { get; } = PathOf("spec", "seedance.openapi.yaml");

    /// <summary>The client that NSwag generated, as it is committed.</summary>
    public static string Generated { get; } = PathOf("src", "SeedanceGen", "Generated", "SeedanceApi.g.cs");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeedanceGen.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException(
                $"There is no SeedanceGen.sln above {AppContext.BaseDirectory}: these tests run inside a clone of the repository.");
        return folder.FullName;
    }
}
