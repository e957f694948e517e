using System.Reflection;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>Where the API description lies, and the npm tools that read it.</summary>
internal static class RepositoryFolders
{
    public static string Yaml { get; } = Metadata("SpecFile");

    public static string Tool(string package, string path)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Yaml)!, "node_modules", package);
        return Directory.Exists(folder)
            ? Path.Combine(folder, path)
            : throw new DirectoryNotFoundException($"The npm package {package} is not installed: run 'npm ci --prefix spec' first.");
    }

    public static string Metadata(string key) =>
        typeof(RepositoryFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
}
