using Microsoft.Win32.SafeHandles;

namespace SeedanceGen.Cli.Hosting;

/// <summary>What is typed or piped in, by lines.</summary>
internal static class StandardInput
{
    private const nint Descriptor = 0;

    /// <summary>
    /// On a terminal of Unix the lines are left to the terminal itself. The framework's reader shows each key once more that was typed before it
    /// began to read, and prepares the terminal for keys that nobody asks for.
    /// </summary>
    public static TextReader Open() => Console.IsInputRedirected || OperatingSystem.IsWindows()
        ? Console.In
        : new StreamReader(new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Read, bufferSize: 0));
}
