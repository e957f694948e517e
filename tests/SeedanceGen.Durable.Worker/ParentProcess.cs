using System.Diagnostics;

namespace SeedanceGen.Durable.Worker;

/// <summary>The process that started this one, and that holds the other end of its standard input.</summary>
internal static class ParentProcess
{
    /// <summary>Ends this process when that one has ended, however it did.</summary>
    public static void EndWithIt()
    {
        var watch = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nothing is written to it.
            }

            Process.GetCurrentProcess().Kill();
        })
        {
            IsBackground = true,
        };
        watch.Start();
    }
}
