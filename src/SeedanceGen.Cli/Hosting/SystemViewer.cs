using System.ComponentModel;
using System.Diagnostics;

namespace SeedanceGen.Cli.Hosting;

/// <summary>The system's own program for a kind of file.</summary>
internal static class SystemViewer
{
    public static bool Show(string path)
    {
        try
        {
            using var started = Process.Start(Command(path));
            return true;
        }
        catch (Exception missing) when (missing is Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Its own talk does not belong in the tool's results.</summary>
    private static ProcessStartInfo Command(string path) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo(path) { UseShellExecute = true }
        : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
