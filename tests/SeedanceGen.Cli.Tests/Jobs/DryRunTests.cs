using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Jobs;

public class DryRunTests
{
    [Theory]
    [InlineData("submit")]
    [InlineData("generate", "-o", "river.mp4")]
    public async Task A_dry_run_shows_the_request_and_its_documented_price_and_needs_no_key(string command, params string[] options)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, apiKey: null);

        (await tool.RunAsync([command, "A river", "--duration", "5", "--resolution", "720p", "--dry-run", .. options]))
            .ShouldBe(ExitCode.Success, tool.Error);

        var sent = JsonNode.Parse(tool.Output)!;
        (sent["prompt"]!.GetValue<string>(), sent["duration"]!.GetValue<int>()).ShouldBe(("A river", 5));
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("Nothing was sent (--dry-run). The price is 40 credits");
        server.Journal.Entries.ShouldBeEmpty();
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_price_that_is_not_documented_is_not_guessed()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("submit", "A river", "--duration", "9", "--dry-run", "--json")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Json.Select(field => field.Key).ShouldBe(["request"]);
        tool.Error.ShouldContain("is not documented");
    }

    [Fact]
    public async Task A_dry_run_finds_what_a_run_would_find()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("submit", "A river", "--duration", "99", "--dry-run")).ShouldBe(ExitCode.Usage);
        (await tool.RunAsync("generate", "A river", "-o", "no/folder/river.mp4", "--dry-run")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_shows_its_lines_and_the_sum_of_the_documented_prices()
    {
        using var tool = new ToolRun();
        await File.WriteAllLinesAsync(tool.Folder.At("requests.jsonl"),
        [
            """{"model":"seedance-2.0","prompt":"A","duration":5,"resolution":"720p"}""",
            """{"model":"seedance-2.0","prompt":"B","duration":9}""",
        ]);

        (await tool.RunAsync("batch", "requests.jsonl", "-o", "videos", "--dry-run")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.Length.ShouldBe(2);
        tool.ErrorLines[^1].ShouldBe("Nothing was sent (--dry-run): 2 lines, 40 credits documented, 1 line without a documented price.");
        Directory.Exists(tool.Folder.At("videos")).ShouldBeFalse();
    }
}
