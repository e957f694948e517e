namespace SeedanceGen.Cli.Hosting;

/// <summary>The surroundings of the real process.</summary>
internal static class ProcessHost
{
    public static ToolHost Create(IInterrupts interrupts) => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = () => Console.In,
        Terminal = ReadTerminal(),
        Variable = Environment.GetEnvironmentVariable,
        Folder = Environment.CurrentDirectory,
        Interrupts = interrupts,
    };

    private static TerminalTraits ReadTerminal()
    {
        if (Console.IsErrorRedirected)
            return TerminalTraits.None;

        var term = Environment.GetEnvironmentVariable("TERM");
        var isDumb = term is "dumb" || (string.IsNullOrEmpty(term) && !OperatingSystem.IsWindows());
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalTraits(IsLive: !isDumb, CanAsk: !Console.IsInputRedirected, Colors: !isDumb && !noColor, ReadWidth());
    }

    private static int ReadWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : TerminalTraits.UsualWidth;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return TerminalTraits.UsualWidth;
        }
    }
}
