using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SeedanceGen.Release.Repository;

/// <summary>A program that a step starts.</summary>
internal static class ExternalProgram
{
    /// <summary>Output that is still buffered when a process ends arrives within this time.</summary>
    private static readonly TimeSpan RemainingOutput = TimeSpan.FromSeconds(2);

    /// <summary>Runs the program to its end and returns what it printed to its standard output.</summary>
    /// <exception cref="ReleaseException">The program failed; the message is what it printed.</exception>
    public static string Run(string folder, string program, params string[] arguments) => Run(folder, [], program, arguments);

    /// <summary>The same, with additional environment variables.</summary>
    public static string Run(string folder, Dictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build that is started here is not part of the build that started this program.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Start(start);
        var (output, error) = ReadToEnd(process);
        return process.ExitCode == 0
            ? output
            : throw new ReleaseException($"{output}{error}\n{program} {string.Join(' ', arguments)} failed.");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ReleaseException($"{start.FileName} was not found. This command needs the .NET SDK, Node.js 20 or newer, and git.");
        }
    }

    /// <summary>
    /// A compiler server or a build node that the process started may live on and keep its streams open. The end of the process therefore
    /// counts, and the end of the streams is waited for briefly only.
    /// </summary>
    private static (string Output, string Error) ReadToEnd(Process process)
    {
        // The countdown is left to the collector, because a stream that stays open may still end and signal it.
        var open = new CountdownEvent(2);
        var output = new StringBuilder();
        var error = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // With a timeout, however long, this waits for the process and not for its streams.
        process.WaitForExit(int.MaxValue);
        open.Wait(RemainingOutput);
        process.CancelOutputRead();
        process.CancelErrorRead();
        lock (open)
            return (output.ToString(), error.ToString());

        void Append(StringBuilder text, string? line)
        {
            lock (open)
            {
                if (line is not null)
                    text.Append(line).Append('\n');
                else if (!open.IsSet)
                    open.Signal();
            }
        }
    }
}

/// <summary>The linters of the description, Spectral and Redocly. They are installed when they are missing.</summary>
internal static class SpecLinters
{
    public static void Run(RepositoryLayout repository)
    {
        var spec = repository.PathOf("spec");
        if (!Directory.Exists(Path.Combine(spec, "node_modules", "@redocly")))
            Install(spec);
        Lint("@stoplight/spectral-cli/dist/index.js", "--ruleset", "spectral.yaml", "--fail-severity", "hint");
        Lint("@redocly/cli/bin/cli.js", "--config", "redocly.yaml");

        void Lint(string script, params string[] options) => ExternalProgram.Run(
            spec, "node", [Path.Combine(["node_modules", .. script.Split('/')]), "lint", "seedance.openapi.yaml", .. options]);
    }

    private static void Install(string spec)
    {
        // On Windows npm is a batch file, which only the command processor starts.
        if (OperatingSystem.IsWindows())
            ExternalProgram.Run(spec, "cmd", "/c", "npm ci --no-audit --no-fund");
        else
            ExternalProgram.Run(spec, "npm", "ci", "--no-audit", "--no-fund");
    }
}
