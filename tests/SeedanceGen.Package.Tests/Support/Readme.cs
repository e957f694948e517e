using System.Text.RegularExpressions;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>The programs that README.md shows.</summary>
internal static partial class Readme
{
    public static string QuickStart => Fence().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
