using System.Text;

namespace SeedanceGen.Cli.Hosting;

/// <summary>A line that is typed on the terminal without being shown.</summary>
internal static class HiddenLine
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>The line; null when Ctrl+C came first.</summary>
    /// <param name="ask">Writes the question.</param>
    /// <param name="pressed">Ctrl+C.</param>
    public static string? Read(Action ask, CancellationToken pressed)
    {
        // The first look keeps the terminal from showing keys: only then is it asked for one, which may be pasted at once.
        _ = Console.KeyAvailable;
        ask();
        var line = new StringBuilder();
        while (true)
        {
            // Waiting for a key cannot be broken off, so none is waited for.
            while (!Console.KeyAvailable)
            {
                if (pressed.WaitHandle.WaitOne(BetweenLooks))
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
