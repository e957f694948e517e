using System.Text;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>The traits that the real process reads from its terminal.</summary>
[Trait("Category", "Slow")]
public sealed class TerminalTraitsTests : IDisposable
{
    private const string Red = "\e[31m";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("NO_COLOR", "", true)]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("TERM", "dumb", false)]
    public async Task An_error_is_red_only_in_a_terminal_with_colors(string variable, string value, bool isRed)
    {
        if (!OperatingSystem.IsLinux())
            return; // The pseudo-terminal is opened by a program of Linux.

        var written = await RunAsync(80, ["submit", "A river"], (variable, value));

        written.Contains(Red, StringComparison.Ordinal).ShouldBe(isRed, written);
        written.ShouldContain("There is no API key");
    }

    [Fact]
    public async Task A_dumb_terminal_gets_lines_without_escape_sequences()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var written = await RunAsync(80, ["generate", "A river", "--mock"], ("TERM", "dumb"));

        written.ShouldContain("req_0000000001 processing");
        written.ShouldNotContain("\e[");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(20)]
    public async Task A_narrow_terminal_ends_with_the_same_lines(int width)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var screen = new TerminalScreen(width);
        screen.Write(await RunAsync(width, ["generate", "A river", "--mock", "-o", "river.mp4"])).ShouldBeEmpty();

        screen.Text.ReplaceLineEndings(string.Empty)
            .ShouldBe("Using the built-in mock (--mock): no network, no credits.req_0000000001 accepted, 40 creditsriver.mp4");
    }

    private async Task<string> RunAsync(int width, string[] arguments, params (string Name, string Value)[] variables)
    {
        var written = new StringBuilder();
        await TerminalRun.RunAsync(
            _folder,
            service: null,
            typeof(TerminalTraitsTests).Assembly.Location,
            width,
            arguments,
            text => written.Append(text),
            hasKey: false,
            variables: variables);
        return written.ToString();
    }
}
