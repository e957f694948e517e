using System.ComponentModel;
using System.Diagnostics;

namespace SeedanceGen.SpecChange.Steps;

/// <summary>A program that a step starts.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end and gives what it printed; when it fails, that is the error.</summary>
    public static string Run(string folder, string program, params string[] arguments) => Run(folder, [], program, arguments);

    /// <summary>The same, with variables of its own in its environment.</summary>
    public static string Run(string folder, Dictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // A build that is started here is not part of the build that started this program.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Started(start);
        using var output = new ProcessText(process);
        var (text, error) = output.ToItsEnd();
        return process.ExitCode == 0
            ? text
            : throw new SpecChangeException($"{text}{error}\n{program} {string.Join(' ', arguments)} failed.");
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new SpecChangeException($"{start.FileName} was not found. This command needs the .NET SDK, Node.js 20 or newer, and git.");
        }
    }
}
