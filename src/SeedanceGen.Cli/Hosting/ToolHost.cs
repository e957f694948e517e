namespace SeedanceGen.Cli.Hosting;

/// <summary>Everything that the tool takes from its surroundings, so that a test can be the surroundings.</summary>
internal sealed record ToolHost
{
    /// <summary>Standard output: results alone.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress, problems, questions.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input, the answers to questions; only when one is asked, because a terminal is then prepared for typing.</summary>
    public required Func<TextReader> Input { get; init; }

    /// <summary>Whether standard input is a file or a pipe, so that it can be read without anybody having to type.</summary>
    public bool HasPipedInput { get; init; }

    public required TerminalTraits Terminal { get; init; }

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    public required IInterrupts Interrupts { get; init; }

    /// <summary>Asks for a line, by what it is given, and reads it without showing what is typed; null when Ctrl+C came first.</summary>
    public Func<Action, string?> ReadSecret { get; init; } = _ => null;

    /// <summary>Shows a file with the program that the system has for its kind; false when there is none.</summary>
    public Func<string, bool> Show { get; init; } = _ => false;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
