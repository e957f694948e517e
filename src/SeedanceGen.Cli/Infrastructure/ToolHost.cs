namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Everything that the tool takes from its process, so that a test can replace it.</summary>
internal sealed record ToolHost
{
    /// <summary>Standard output, for results only.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Opens standard output for the bytes of a file; nothing is written to <see cref="Output"/> then.</summary>
    public Func<Stream> OpenOutput { get; init; } = () => Stream.Null;

    /// <summary>Whether standard output is a terminal, which shows text alone.</summary>
    public bool HasTerminalOutput { get; init; }

    /// <summary>Standard error, for progress, problems and questions.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input. Called only when the tool reads, because opening prepares a terminal for typing.</summary>
    public required Func<TextReader> Input { get; init; }

    /// <summary>Opens standard input and standard output as bytes, for a command that speaks a protocol over them.</summary>
    public Func<(Stream Input, Stream Output)> OpenStreams { get; init; } =
        () => (Console.OpenStandardInput(), Console.OpenStandardOutput());

    /// <summary>Whether standard input is a file or a pipe.</summary>
    public bool HasPipedInput { get; init; }

    public required TerminalTraits Terminal { get; init; }

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    public required IInterrupts Interrupts { get; init; }

    /// <summary>Runs its argument, which asks for a line, and reads that line without showing it; null when Ctrl+C comes first.</summary>
    public Func<Action, string?> ReadSecret { get; init; } = _ => null;

    /// <summary>Opens a file in the program that the system has for its type; false when the system has none.</summary>
    public Func<string, bool> OpenFile { get; init; } = _ => false;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>What the terminal can do.</summary>
/// <param name="IsLive">Whether standard error is a terminal whose lines can be redrawn.</param>
/// <param name="CanAsk">Whether a person can answer a question.</param>
/// <param name="Colors">Whether colors are shown.</param>
/// <param name="Width">The width in characters.</param>
/// <param name="Height">The height in lines.</param>
internal sealed record TerminalTraits(
    bool IsLive, bool CanAsk, bool Colors, int Width, int Height = TerminalTraits.DefaultHeight)
{
    public const int DefaultWidth = 80;
    public const int DefaultHeight = 24;

    public static TerminalTraits None { get; } = new(IsLive: false, CanAsk: false, Colors: false, DefaultWidth);
}

/// <summary>
/// Ctrl+C, and the signals by which systems end a process. The first one asks the command to end; a second one ends the process at once.
/// </summary>
internal interface IInterrupts
{
    /// <summary>Canceled by the first interrupt.</summary>
    CancellationToken Token { get; }

    /// <summary>Whether the interrupt was Ctrl+C, so that a person is there to answer a question.</summary>
    bool IsCtrlC { get; }
}
