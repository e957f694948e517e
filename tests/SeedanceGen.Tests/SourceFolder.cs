namespace SeedanceGen.Tests;

/// <summary>The code of the clone that these tests were built in.</summary>
internal static class SourceFolder
{
    /// <summary>The files that people write, below a folder of the clone.</summary>
    public static IEnumerable<string> Code(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Generated"));
}
