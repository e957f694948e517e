using System.Text.Json;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Rules;

public class ModelsTests
{
    [Fact]
    public async Task The_table_has_every_field_and_marks_those_in_which_the_models_differ()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("models", "--offline")).ShouldBe(ExitCode.Success, tool.Error);

        foreach (var field in SeedanceModels.All[0].AllFields)
        {
            var differs = SeedanceModels.All
                .Select(model => model.AllFields.Single(other => other.Field == field.Field).Description)
                .Distinct().Count() > 1;
            tool.OutputLines.ShouldContain(line => line.StartsWith(field.Field + (differs ? "* " : "  "), StringComparison.Ordinal));
        }

        tool.OutputLines.ShouldAllBe(line => line.Length <= 80);
        tool.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Models_shows_the_rules_without_a_key()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("models")).ShouldBe(ExitCode.Success, tool.Error);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("auth login");
        tool.Output.ShouldContain("duration*");
    }

    [Fact]
    public async Task The_live_list_is_shown_unchanged_with_newer_and_removed_models_marked()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions
        {
            Models = [JsonElement.Parse("""{"name":"seedance-2.0","price":{"a":1}}"""), JsonElement.Parse("\"seedance-9\"")],
        });
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("models")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldContain("""  {"name":"seedance-2.0","price":{"a":1}}""");
        tool.OutputLines.ShouldContain("  \"seedance-9\"  (newer than this tool)");
        tool.OutputLines.ShouldContain("  seedance-1.5-pro is no longer listed");

        await tool.Anew().RunAsync("models", "--json");
        tool.Json["live"]!.AsArray().Count.ShouldBe(2);
        tool.Json["builtIn"]!.AsArray().Select(model => model!["listed"]!.GetValue<bool>()).ShouldBe([true, false, false]);
    }
}
