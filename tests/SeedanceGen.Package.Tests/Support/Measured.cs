using System.Globalization;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>Sizes and times of what users get, in a file that CI prints: each run has its own numbers.</summary>
internal static class Measured
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "measured.txt");
    private static readonly Lock Gate = new();

    static Measured() => System.IO.File.Delete(File);

    public static void Note(FormattableString line)
    {
        lock (Gate)
            System.IO.File.AppendAllText(File, line.ToString(CultureInfo.InvariantCulture) + "\n");
    }
}
