using System.Text.Json.Nodes;

namespace SeedanceGen.Contract.Tests.Readme;

[Trait("Category", "Slow")]
public sealed class ProjectSettingsTests
{
    private static readonly string[] Results = ["OutputType", "TargetFramework", "PublishAot", "EnableAotAnalyzer"];

    [Fact]
    public void The_settings_that_the_page_of_AOT_shows_are_those_of_a_project_for_machine_code()
    {
        var settings = FencedBlock.Of("src/docs/aot.md", "xml").ShouldHaveSingleItem().Text;
        using var scratch = new Scratch();
        // A user's project does not have the settings of this repository.
        File.WriteAllText(scratch.File("Directory.Build.props"), "<Project />");
        File.WriteAllText(scratch.File("Directory.Build.targets"), "<Project />");
        File.WriteAllText(scratch.File("User.csproj"), $"<Project Sdk=\"Microsoft.NET.Sdk\">{settings}</Project>");

        var evaluated = CommandResult
            .Run(scratch.Folder, "dotnet", ["msbuild", "User.csproj", "-nologo", "-getProperty:" + string.Join(',', Results)])
            .ShouldSucceed();

        var values = JsonNode.Parse(evaluated.Output)!["Properties"]!.AsObject()
            .ToDictionary(each => each.Key, each => (string?)each.Value);
        values["OutputType"].ShouldBe("Exe");
        values["TargetFramework"].ShouldBe("net10.0");
        values["PublishAot"].ShouldBe("true");
        values["EnableAotAnalyzer"].ShouldBe("true");
    }
}
