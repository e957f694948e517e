using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The host of the real process.</summary>
internal static class ProcessHost
{
    public static ToolHost Create(IInterrupts interrupts) => new()
    {
        Output = StandardOutput.OpenText(),
        OpenOutput = StandardOutput.Open,
        HasTerminalOutput = !Console.IsOutputRedirected,
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

/// <summary>
/// The signals that end the real process: Ctrl+C, SIGTERM at a system's shutdown, SIGHUP of a closed terminal. The tool handles only the
/// first, because the response to a submission may be on its way; at the next one the system ends the process.
/// </summary>
internal sealed class SignalInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;
    private int _count;

    public SignalInterrupts() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle)),
    ];

    public CancellationToken Token => _first.Token;

    public bool IsCtrlC { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _first.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var isFirst = Interlocked.Increment(ref _count) == 1;

        // The shell and the system both send SIGHUP when a terminal closes, so a second SIGHUP does not end the process.
        if (!isFirst && context.Signal != PosixSignal.SIGHUP)
            return;

        context.Cancel = true;
        if (!isFirst)
            return;

        IsCtrlC = context.Signal == PosixSignal.SIGINT;
        // The continuations must not block the signal's thread, or the second signal would wait for them.
        _ = Task.Run(_first.Cancel);
    }
}
