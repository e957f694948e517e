using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Jobs;

public class PromptFileTests
{
    [Fact]
    public async Task A_prompt_is_read_from_its_file()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await File.WriteAllTextAsync(tool.Folder.At("prompt.txt"), "A river\nat dawn\n");

        (await tool.RunAsync("submit", "--prompt-file", "prompt.txt")).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe("A river\nat dawn");
    }

    [Theory]
    [InlineData("is there twice", "A river", "--prompt-file", "prompt.txt")]
    [InlineData("'missing.txt' cannot be read", "--prompt-file", "missing.txt")]
    public async Task A_prompt_that_is_there_twice_or_not_at_all_is_refused(string named, params string[] arguments)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await File.WriteAllTextAsync(tool.Folder.At("prompt.txt"), "A lake");

        (await tool.RunAsync(["submit", .. arguments])).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(named);
        server.Journal.Entries.ShouldBeEmpty();
    }
}
