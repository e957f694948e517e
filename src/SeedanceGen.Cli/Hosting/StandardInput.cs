using System.Text;
using Microsoft.Win32.SafeHandles;
using SeedanceGen.Cli.Failures;

namespace SeedanceGen.Cli.Hosting;

/// <summary>What is typed or piped in, by lines.</summary>
internal static class StandardInput
{
    private const nint Descriptor = 0;

    /// <summary>
    /// On a terminal of Unix the lines are left to the terminal itself. The framework's reader shows each key once more that was typed before it
    /// began to read, and prepares the terminal for keys that nobody asks for.
    /// </summary>
    public static TextReader Open() => Console.IsInputRedirected
        ? new StreamReader(Console.OpenStandardInput(), Exactly(Console.InputEncoding))
        : OperatingSystem.IsWindows()
            ? Console.In
            : new StreamReader(new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    /// <summary>All that is piped in.</summary>
    /// <exception cref="UsageException">It is no text.</exception>
    public static async Task<string> ReadAllAsync(ToolHost host)
    {
        var pressed = host.Interrupts.Pressed;
        try
        {
            // A pipe that nobody writes to keeps the reader, not the tool.
            return await host.Input().ReadToEndAsync(pressed).WaitAsync(pressed);
        }
        catch (DecoderFallbackException noText)
        {
            throw new UsageException($"Standard input is not in {Console.InputEncoding.WebName}: {noText.Message}", noText);
        }
    }

    /// <summary>The same encoding, which refuses what it cannot read: a request with replacement characters would be paid for.</summary>
    public static Encoding Exactly(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
