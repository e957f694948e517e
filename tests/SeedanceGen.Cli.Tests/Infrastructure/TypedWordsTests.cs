using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Infrastructure;

/// <summary>What people type, and what the tool says to a misspelt command.</summary>
public class TypedWordsTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("-v")]
    [InlineData("-V")]
    public async Task The_version_is_asked_for_in_several_words(string word)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(word)).ShouldBe(ExitCode.Success, tool.Error);

        tool.Output.Trim().ShouldBe(ToolVersion.Text);
    }

    [Theory]
    [InlineData("", "help")]
    [InlineData("batch", "help", "batch")]
    [InlineData("batch", "batch", "help")]
    [InlineData("auth login", "help", "auth", "login")]
    [InlineData("auth login", "auth", "login", "help")]
    [InlineData("generate", "generate", "help")]
    public async Task Help_is_asked_for_in_several_ways(string command, params string[] words)
    {
        using var typed = new ToolRun();
        using var plain = new ToolRun();

        (await typed.RunAsync(words)).ShouldBe(ExitCode.Success, typed.Error);

        await plain.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        typed.Output.ShouldBe(plain.Output);
    }

    [Fact]
    public async Task A_prompt_that_is_the_word_help_goes_behind_two_dashes()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("submit", "help")).ShouldBe(ExitCode.Success, tool.Error);
        server.Jobs.ShouldBeEmpty();
        (await tool.RunAsync("submit", "--", "help")).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe("help");
    }

    [Theory]
    [InlineData("There is no command 'generte' (did you mean 'generate'?). See: seedance --help", "generte", "A river")]
    [InlineData("There is no command 'lgin' (did you mean 'login'?). See: seedance auth --help", "auth", "lgin")]
    [InlineData("There is no command 'lst' (did you mean 'list'?). See: seedance jobs --help", "jobs", "lst")]
    [InlineData("There is no command 'listModel' (did you mean 'listModels'?). See: seedance api --help", "api", "listModel")]
    [InlineData("There is no command 'produce'. See: seedance --help", "produce")]
    [InlineData("'seedance auth' needs one of its commands: login, status, logout. See: seedance auth --help", "auth")]
    public async Task A_misspelt_command_is_one_error_with_the_nearest(string error, params string[] words)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(words)).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldBe([$"error: {error}"]);
        tool.Output.ShouldBeEmpty();
    }
}
