using System.Globalization;
using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>
/// The signals that the process of the tests ignores. A shell makes a background process ignore Ctrl+C, <c>nohup</c> makes one ignore the
/// hang-up, and each process passes the ignored signals on to its children: a tool that starts from there never sees Ctrl+C.
/// </summary>
internal static partial class InheritedSignals
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const nint DefaultDisposition = 0;

    /// <summary>Stops ignoring Ctrl+C and the hang-up. Call it before each start of a tool that a test interrupts.</summary>
    public static void Restore()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        if (!File.Exists(Status))
            return;

        var mask = File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..].Trim();
        var ignored = ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        foreach (var signal in (int[])[HangUp, Interrupt])
        {
            if ((ignored & (1UL << (signal - 1))) != 0)
                Disposition(signal, DefaultDisposition);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Disposition(int signal, nint handler);
}
