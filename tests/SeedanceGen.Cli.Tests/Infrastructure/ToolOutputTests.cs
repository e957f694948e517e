using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public class ToolOutputTests
{
    [Theory]
    [InlineData(true, "The header was Bearer ***")]
    [InlineData(false, "")]
    public void Details_are_written_only_with_verbose_and_never_have_the_key(bool verbose, string shown)
    {
        using var interrupts = new FakeInterrupts();
        using var error = new StringWriter();
        var host = new ToolHost
        {
            Output = TextWriter.Null,
            Error = error,
            Input = () => TextReader.Null,
            Terminal = TerminalTraits.None,
            Variable = _ => null,
            Folder = string.Empty,
            Interrupts = interrupts,
        };

        var output = new ToolOutput(host, json: false, verbose);
        output.Hide("sd2_live_secret");
        output.Details(() => "The header was Bearer sd2_live_secret");

        error.ToString().TrimEnd().ShouldBe(shown);
    }
}
