namespace SeedanceGen.Package.Tests.Running;

/// <summary>The pages on testing show files of users' projects, which <see cref="ConsumerTests"/> builds from the feed and runs.</summary>
public sealed class ShownTestsTests
{
    [Theory]
    [InlineData("testing-applications.md", "Shop/Program.cs", "UnitV3/ShopTests.cs", "UnitV3/TrailerTests.cs")]
    [InlineData("testing-frameworks.md", "UnitMSTest/RenderingTests.cs", "UnitNUnit/RenderingTests.cs", "UnitTUnit/RenderingTests.cs")]
    public void A_test_that_a_page_shows_is_one_that_users_run(string page, params string[] files) =>
        FencedBlock.Of("src/docs/" + page, "csharp").Select(block => block.Text)
            .ShouldBe(files.Select(file => File.ReadAllText(Repository.PathOf("tests", "SeedanceGen.Package.Tests", "Consumers", file))));
}
