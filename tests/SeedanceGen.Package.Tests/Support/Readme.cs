using System.Text.RegularExpressions;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>The programs that pages show.</summary>
internal static partial class Readme
{
    public static string QuickStart => ProgramOf("README.md");

    public static string Fixture => ProgramOf("src", "SeedanceGen.Testing.Xunit", "README.md");

    private static string ProgramOf(params string[] page) => Fence().Match(File.ReadAllText(Path.Combine([Repository.Root, .. page]))).Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
