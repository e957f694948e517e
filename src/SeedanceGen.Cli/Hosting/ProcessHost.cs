namespace SeedanceGen.Cli.Hosting;

/// <summary>The surroundings of the real process.</summary>
internal static class ProcessHost
{
    public static ToolHost Create(IInterrupts interrupts) => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = StandardInput.Open,
        HasPipedInput = Console.IsInputRedirected,
        Terminal = ReadTerminal(),
        Variable = Environment.GetEnvironmentVariable,
        Folder = Environment.CurrentDirectory,
        Interrupts = interrupts,
        ReadSecret = ask => HiddenLine.Read(ask, interrupts.Pressed),
        Show = SystemViewer.Show,
    };

    private static TerminalTraits ReadTerminal()
    {
        if (Console.IsErrorRedirected)
            return TerminalTraits.None;

        var term = Environment.GetEnvironmentVariable("TERM");
        var isDumb = term is "dumb" || (string.IsNullOrEmpty(term) && !OperatingSystem.IsWindows());
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalTraits(IsLive: !isDumb, CanAsk: !Console.IsInputRedirected, Colors: !isDumb && !noColor, Read(() => Console.WindowWidth, TerminalTraits.UsualWidth), Read(() => Console.WindowHeight, TerminalTraits.UsualHeight));
    }

    private static int Read(Func<int> size, int usual)
    {
        try
        {
            return size() is > 0 and var known ? known : usual;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return usual;
        }
    }
}
