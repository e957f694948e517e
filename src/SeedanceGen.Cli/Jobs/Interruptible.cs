using SeedanceGen.Cli.Commands;

namespace SeedanceGen.Cli.Jobs;

/// <summary>Something that can be left at any time without a loss.</summary>
internal static class Interruptible
{
    /// <exception cref="InterruptedException">Ctrl+C was pressed.</exception>
    public static async Task<T> RunAsync<T>(CommandContext context, Func<CancellationToken, Task<T>> action)
    {
        var pressed = context.Host.Interrupts.Pressed;
        try
        {
            return await action(pressed);
        }
        catch (OperationCanceledException left) when (pressed.IsCancellationRequested)
        {
            throw new InterruptedException("Interrupted.", left);
        }
    }
}
