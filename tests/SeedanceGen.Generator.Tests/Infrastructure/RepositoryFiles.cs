using System.Reflection;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The API description as it is shipped.</summary>
    public static string Spec { get; } = File.ReadAllText(PathOf("spec", "seedance.openapi.yaml")).ReplaceLineEndings("\n");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Text(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");
}
