using System.Diagnostics;
using System.Globalization;
using System.Text;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>The tool in a terminal of its own: a pseudo-terminal that <c>script</c> of util-linux opens.</summary>
internal static class TerminalRun
{
    public const int Height = 24;

    /// <summary>Runs a program, and hands on what it writes to its terminal.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="service">The service; null for none.</param>
    /// <param name="program">The assembly to run.</param>
    /// <param name="redirection">Where standard output goes, in the words of the shell; empty for the terminal.</param>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="written">Called with each piece as it comes.</param>
    /// <param name="hasKey">Whether there is a key for the service.</param>
    /// <param name="variables">More of the environment.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        TemporaryFolder folder, Uri? service, string program, string redirection, int width, IEnumerable<string> arguments, Action<string> written, bool hasKey = true,
        params (string Name, string Value)[] variables)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"stty cols {width} rows {Height}; exec dotnet exec ")
            + string.Join(' ', arguments.Prepend(program).Select(Quoted)) + redirection;
        var start = new ProcessStartInfo("script", ["-q", "-e", "-c", command, "/dev/null"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var variable in (string[])[SeedanceClientOptions.ApiKeyVariable, SeedanceClientOptions.BaseAddressVariable, "NO_COLOR", "XDG_CONFIG_HOME"])
            start.Environment.Remove(variable);
        (start.Environment["TERM"], start.Environment["HOME"], start.Environment["SHELL"]) = ("xterm-256color", folder.Root, "/bin/sh");
        if (service is not null)
        {
            if (hasKey)
                start.Environment[SeedanceClientOptions.ApiKeyVariable] = SeedanceMockOptions.DefaultApiKey;
            start.Environment[SeedanceClientOptions.BaseAddressVariable] = service.AbsoluteUri;
        }

        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var buffer = new char[4096];
        while (await process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
            written(new string(buffer, 0, count));
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string Quoted(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
