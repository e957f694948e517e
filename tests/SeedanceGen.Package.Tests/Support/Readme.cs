
namespace SeedanceGen.Package.Tests.Support;

/// <summary>The programs in the pages.</summary>
internal static class Readme
{
    public static string QuickStart => ProgramOf("README.md");

    public static string Fixture => ProgramOf("src/SeedanceGen.Testing.Xunit/README.md");

    public static string FixtureV3 => ProgramOf("src/SeedanceGen.Testing.XunitV3/README.md");

    private static string ProgramOf(string page) => FencedBlock.Of(page, "csharp").First().Text;
}
