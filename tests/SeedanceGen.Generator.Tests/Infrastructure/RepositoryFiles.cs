namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryFiles
{
    /// <summary>The API description as it is shipped.</summary>
    public static string Spec { get; } = File.ReadAllText(Repository.Yaml).ReplaceLineEndings("\n");

    public static string Text(params string[] parts) => File.ReadAllText(Repository.PathOf(parts)).ReplaceLineEndings("\n");
}
