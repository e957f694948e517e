using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public partial class HelpTests
{
    public static TheoryData<string> Commands => CommandTree.Paths;

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_fits_80_columns_and_has_examples_and_exit_codes(string command)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]))
            .ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldAllBe(line => line.TrimEnd().Length <= 80);
        tool.Output.ShouldContain("Examples:");
        tool.OutputLines.ShouldContain(line =>
            line.Contains($"seedance {command}".TrimEnd(), StringComparison.Ordinal) && line.StartsWith("  ", StringComparison.Ordinal));
        foreach (var (code, meaning) in ExitCodeMeanings.All)
            tool.Output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{(int)code,3}  {meaning}"));
        tool.Error.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_command_line_that_the_tool_takes(string path)
    {
        foreach (var example in ((ICommandWithExamples)CommandTree.All.Single(command => command.Path == path).Command).Examples)
        {
            var line = ToolPart().Match(example).Value;
            var parsed = CommandTree.All[0].Command.Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]);

            parsed.Errors.ShouldBeEmpty(example);
            parsed.UnmatchedTokens.ShouldBeEmpty(example);
        }
    }

    [Fact]
    public async Task Help_lists_every_accepted_value()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("generate", "--help");

        var text = string.Join(' ', tool.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain(string.Join(", ", SeedanceModel.KnownValues.Select(known => known.Value)));
        text.ShouldContain(string.Join(", ", AspectRatio.KnownValues.Select(known => known.Value)));
        text.ShouldContain(string.Join(", ", Resolution.KnownValues.Select(known => known.Value)));
        foreach (var rules in SeedanceModels.All)
        {
            text.ShouldContain(rules.Duration.Description);
            text.ShouldContain(rules.MediaUrls.Description);
        }
    }

    [Fact]
    public async Task Without_arguments_the_tool_shows_its_help()
    {
        using var bare = new ToolRun();
        using var asked = new ToolRun();

        (await bare.RunAsync()).ShouldBe(ExitCode.Success);
        await asked.RunAsync("--help");

        bare.Output.ShouldBe(asked.Output);
        bare.Output.ShouldContain("generate <PROMPT>");
        bare.Output.ShouldContain("batch <FILE>");
    }

    [Fact]
    public async Task The_version_is_a_version_and_nothing_else()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("--version")).ShouldBe(ExitCode.Success);

        Version.TryParse(tool.Output.Trim(), out _).ShouldBeTrue(tool.Output);
    }

    [Fact]
    public async Task An_unknown_command_is_rejected_in_one_line()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("produce")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("'produce'");
        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public void The_README_lists_the_same_exit_codes()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

        Enum.GetValues<ExitCode>().ShouldBe(ExitCodeMeanings.All.Select(listed => listed.Code), ignoreOrder: true);
        foreach (var (code, meaning) in ExitCodeMeanings.All)
            readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| {(int)code} | {meaning} |"));
    }

    /// <summary>The last call of the tool in an example; the rest belongs to the shell.</summary>
    [GeneratedRegex("seedance [^|<>()$]*", RegexOptions.RightToLeft)]
    private static partial Regex ToolPart();
}
