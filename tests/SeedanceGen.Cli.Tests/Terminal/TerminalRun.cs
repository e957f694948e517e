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

    /// <summary>Redirects standard output past the terminal, to the descriptor that the outer shell has kept open.</summary>
    private const string Apart = " >&3";

    /// <summary>Runs a program in a terminal and reads what it writes.</summary>
    /// <param name="folder">The current folder of the program.</param>
    /// <param name="service">The service; null for none.</param>
    /// <param name="program">The assembly to run.</param>
    /// <param name="width">The width of the terminal.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="written">Called with each piece of the terminal's text.</param>
    /// <param name="result">Called with each piece of standard output; when null, standard output goes to the terminal too.</param>
    /// <param name="meanwhile">Runs beside the program with the keyboard of the terminal; when it fails, the program is killed.</param>
    /// <param name="hasKey">Whether there is a key for the service.</param>
    /// <param name="variables">Further environment variables.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        TemporaryFolder folder,
        Uri? service,
        string program,
        int width,
        IEnumerable<string> arguments,
        Action<string> written,
        Action<string>? result = null,
        Func<Stream, Task>? meanwhile = null,
        bool hasKey = true,
        params (string Name, string Value)[] variables)
    {
        using var process = Start(folder, service, program, width, arguments, result is not null, hasKey, variables);
        var typing = TypeAsync(process, meanwhile);
        await Task.WhenAll(ReadAsync(process.StandardOutput, written), ReadAsync(process.StandardError, result ?? (_ => { })));
        await process.WaitForExitAsync();
        await typing;
        return process.ExitCode;
    }

    private static Process Start(
        TemporaryFolder folder,
        Uri? service,
        string program,
        int width,
        IEnumerable<string> arguments,
        bool isApart,
        bool hasKey,
        (string Name, string Value)[] variables)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"stty cols {width} rows {Height}; exec dotnet exec ")
            + string.Join(' ', arguments.Prepend(program).Select(Quoted)) + (isApart ? Apart : string.Empty);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec script -q -e -c \"$0\" /dev/null 3>&2", command])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        string[] inherited =
        [
            SeedanceClientOptions.ApiKeyVariable, SeedanceClientOptions.BaseAddressVariable, "NO_COLOR", "XDG_CONFIG_HOME",
            "XDG_STATE_HOME", ToolSettings.StoreVariable, ToolSettings.HistoryVariable,
        ];
        foreach (var variable in inherited)
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
        InheritedSignals.Restore();
        return Process.Start(start)!;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> read)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
            read(new string(buffer, 0, count));
    }

    private static async Task TypeAsync(Process process, Func<Stream, Task>? meanwhile)
    {
        if (meanwhile is null)
            return;

        try
        {
            await meanwhile(process.StandardInput.BaseStream);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Quoted(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
