using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Service;

public partial class JobProgressTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(20)]
    [InlineData(1)]
    public async Task A_terminal_of_any_width_shows_a_live_line(int width)
    {
        using var tool = new ToolRun { Terminal = new TerminalTraits(IsLive: true, CanAsk: true, Colors: true, width) };

        (await tool.RunAsync("generate", "A river", "--mock", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Error.ShouldContain('\e');
        tool.OutputLines.ShouldBe(["req_0000000001 accepted, 40 credits", "river.mp4"]);
        Mp4.ShouldBeWrittenTo(tool.Folder.At("river.mp4"));
    }

    [Fact]
    public async Task A_terminal_without_colors_shows_a_live_line()
    {
        using var tool = new ToolRun { Terminal = new TerminalTraits(IsLive: true, CanAsk: true, Colors: false, 80) };

        (await tool.RunAsync("generate", "A river", "--mock")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Error.ShouldContain("req_0000000001");
        Color().Count(tool.Error).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_is_red_only_with_colors(bool colors)
    {
        using var tool = new ToolRun { Terminal = new TerminalTraits(IsLive: true, CanAsk: true, colors, 80) };

        await tool.RunAsync("generate", "A river");

        Color().Count(tool.Error).ShouldBe(colors ? 1 : 0);
    }

    [GeneratedRegex("\e\\[[0-9;]*[1-9][0-9]*m")]
    private static partial Regex Color();
}
