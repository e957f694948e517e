using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Options;

/// <summary>A word that looks like an option and is none never becomes a prompt, an id or a value.</summary>
public class UnknownOptionTests
{
    public static TheoryData<string[], string> Misspelt => new()
    {
        { ["submit", "--dry-runs"], "did you mean '--dry-run'?" },
        { ["submit", "A river", "--preview"], "'--preview'" },
        { ["generate", "--moc", "-o", "m.mp4"], "did you mean '--mock'?" },
        { ["generate", "--moc"], "did you mean '--mock'?" },
        { ["generate", "—mock"], "did you mean '--mock'?" },
        { ["generate", "-mock"], "did you mean '--mock'?" },
        { ["submit", "--resolutoin=1080p"], "did you mean '--resolution'?" },
        { ["submit", "--Resolution=1080p"], "did you mean '--resolution'?" },
        { ["submit", "--resolutoin", "1080p"], "did you mean '--resolution'?" },
        { ["submit", "--metadata", "--duratoin"], "did you mean '--duration'?" },
        { ["submit", "A river", "--prompt=A lake"], "'--prompt'" },
        { ["submit", "--version"], "'--version'" },
        { ["submit", "-x"], "'-x'" },
        { ["get", "--jsonn"], "did you mean '--json'?" },
        { ["cancel", "--force"], "'--force'" },
        { ["wait", "--timeuot=5"], "did you mean '--timeout'?" },
        { ["batch", "--max-credit=40"], "did you mean '--max-credits'?" },
    };

    [Theory]
    [MemberData(nameof(Misspelt))]
    public async Task A_misspelt_option_is_named_and_nothing_is_sent(string[] arguments, string named)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Piped = "A river";

        (await tool.RunAsync(arguments)).ShouldBe(ExitCode.Usage, tool.Error);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(named);
        tool.Output.ShouldBeEmpty();
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--dry-run", "submit", "--", "--dry-run")]
    [InlineData("--no people, a river", "submit", "--no people, a river")]
    [InlineData("- a list\n- of scenes", "submit", "- a list\n- of scenes")]
    [InlineData("— a pause —", "submit", "— a pause —")]
    [InlineData("A piped river", "submit", "--duration", "5")]
    [InlineData("A piped river", "submit", "-")]
    public async Task A_prompt_that_is_plainly_text_is_sent(string prompt, params string[] arguments)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Piped = "A piped river";

        (await tool.RunAsync(arguments)).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe(prompt);
    }

    [Fact]
    public async Task The_value_of_an_option_may_begin_with_a_dash_behind_an_equals_sign()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("submit", "A river", "--metadata=a=--b")).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Metadata!["a"].GetString().ShouldBe("--b");
    }
}
