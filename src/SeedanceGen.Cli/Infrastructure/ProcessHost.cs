using System.ComponentModel;
using System.Diagnostics;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The host of the real process.</summary>
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
        ReadSecret = ask => StandardInput.ReadHiddenLine(ask, interrupts.Token),
        OpenFile = OpenFile,
    };

    private static TerminalTraits ReadTerminal()
    {
        if (Console.IsErrorRedirected)
            return TerminalTraits.None;

        var term = Environment.GetEnvironmentVariable("TERM");
        var isDumb = term is "dumb" || (string.IsNullOrEmpty(term) && !OperatingSystem.IsWindows());
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TerminalTraits(
            IsLive: !isDumb,
            CanAsk: !Console.IsInputRedirected,
            Colors: !isDumb && !noColor,
            ReadSize(() => Console.WindowWidth, TerminalTraits.DefaultWidth),
            ReadSize(() => Console.WindowHeight, TerminalTraits.DefaultHeight));
    }

    private static int ReadSize(Func<int> size, int fallback)
    {
        try
        {
            return size() is > 0 and var known ? known : fallback;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return fallback;
        }
    }

    private static bool OpenFile(string path)
    {
        // What the program prints does not belong in the tool's results.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(path) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        try
        {
            using var started = Process.Start(start);
            return true;
        }
        catch (Exception missing) when (missing is Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
