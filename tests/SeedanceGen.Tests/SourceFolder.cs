namespace SeedanceGen.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class SourceFolder
{
    public static string Root { get; } = Find();

    /// <summary>The files that people write, below a folder of the clone.</summary>
    public static IEnumerable<string> Code(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Generated"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeedanceGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside a clone of the repository.");
        return folder.FullName;
    }
}
