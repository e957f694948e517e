using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Reads what a person types or a program pipes in.</summary>
internal static class StandardInput
{
    private const nint Descriptor = 0;

    private static readonly TimeSpan KeyPollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Opens standard input. On a Unix terminal, the terminal itself edits the lines: the framework's reader echoes again each key that was
    /// typed before it started to read, and prepares the terminal for single keys.
    /// </summary>
    public static TextReader Open() => Console.IsInputRedirected
        ? new StreamReader(Console.OpenStandardInput(), Strict(Console.InputEncoding))
        : OperatingSystem.IsWindows()
            ? Console.In
            : new StreamReader(new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    /// <summary>Reads all piped text.</summary>
    /// <exception cref="UsageException">The bytes are not text in the console's encoding.</exception>
    public static async Task<string> ReadAllAsync(ToolHost host)
    {
        var interrupt = host.Interrupts.Token;
        try
        {
            // A read from a pipe that stays silent cannot be canceled; WaitAsync leaves it behind.
            return await host.Input().ReadToEndAsync(interrupt).WaitAsync(interrupt);
        }
        catch (DecoderFallbackException notText)
        {
            throw new UsageException($"Standard input is not in {Console.InputEncoding.WebName}: {notText.Message}", notText);
        }
    }

    /// <summary>The same encoding, which throws on invalid bytes: a request with replacement characters would be charged.</summary>
    public static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <summary>Reads a line from the terminal without showing it; null when Ctrl+C comes first.</summary>
    /// <param name="ask">Writes the question.</param>
    /// <param name="interrupt">Canceled by Ctrl+C.</param>
    public static string? ReadHiddenLine(Action ask, CancellationToken interrupt)
    {
        // The first call stops the terminal from echoing keys. The question comes after it, because a person may paste the line at once.
        _ = Console.KeyAvailable;
        ask();
        var line = new StringBuilder();
        while (true)
        {
            // Console.ReadKey cannot be canceled, so it is called only when a key is there.
            while (!Console.KeyAvailable)
            {
                if (interrupt.WaitHandle.WaitOne(KeyPollInterval))
                    return null;
            }

            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return line.ToString();
            if (key.Key == ConsoleKey.Backspace)
                line.Length = Math.Max(0, line.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                line.Append(key.KeyChar);
        }
    }
}
