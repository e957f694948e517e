using System.Diagnostics;
using System.Runtime.InteropServices;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>The built tool as a process of its own.</summary>
internal sealed partial class ToolProcess : IDisposable
{
    private const int Interrupt = 2;

    private readonly Process _process;
    private bool _isDisposed;

    private ToolProcess(Process process) => _process = process;

    public static ToolProcess Start(TemporaryFolder folder, Uri? service, params string[] arguments) =>
        Start("dotnet", folder, service, ["exec", Tool, .. arguments]);

    /// <summary>Starts the tool with variables of its own, which override those of this process.</summary>
    public static ToolProcess StartWith(TemporaryFolder folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        Start("dotnet", folder, service: null, ["exec", Tool, .. arguments], variables);

    /// <summary>Starts the tool with standard output on a full disk.</summary>
    public static ToolProcess StartOnFullDisk(TemporaryFolder folder, string argument) =>
        Start("sh", folder, service: null, ["-c", "exec dotnet exec \"$0\" \"$1\" > /dev/full", Tool, argument]);

    /// <summary>Starts the tool with standard output into a pipe whose reader has ended, and prints the exit code of the tool.</summary>
    public static ToolProcess StartIntoClosedPipe(TemporaryFolder folder, Uri? service, params string[] arguments) => Start(
        "bash", folder, service,
        [
            "-c",
            // The tool starts when the reader of its pipe has ended.
            "mkfifo pipe gone; { read -r < gone; dotnet exec \"$0\" \"$@\"; echo \"exit $?\" >&2; } > pipe & "
                + "exec < pipe; exec 0<&-; echo > gone; wait",
            Tool,
            .. arguments,
        ]);

    private static string Tool => typeof(SeedanceTool).Assembly.Location;

    private static ToolProcess Start(
        string program, TemporaryFolder folder, Uri? service, string[] arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        start.Environment.Remove(SeedanceClientOptions.ApiKeyVariable);
        start.Environment.Remove(SeedanceClientOptions.BaseAddressVariable);
        start.Environment.Remove(ToolSettings.StoreVariable);
        start.Environment.Remove(ToolSettings.HistoryVariable);
        // The history of a test is no part of the user's own.
        start.Environment["XDG_STATE_HOME"] = folder.At(".state");
        if (service is not null)
        {
            start.Environment[SeedanceClientOptions.ApiKeyVariable] = SeedanceMockOptions.DefaultApiKey;
            start.Environment[SeedanceClientOptions.BaseAddressVariable] = service.AbsoluteUri;
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        InheritedSignals.Restore();
        return new ToolProcess(Process.Start(start)!);
    }

    public async Task PipeAsync(byte[] bytes)
    {
        await _process.StandardInput.BaseStream.WriteAsync(bytes);
        _process.StandardInput.Close();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Completes when the process has ended.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Reads lines of standard error until one has this text, and returns that line.</summary>
    public async Task<string> ReadErrorUntilAsync(string text)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The tool ended without saying '{text}'.");
    }

    /// <summary>Sends the signal of Ctrl+C to this process alone.</summary>
    public void PressCtrlC() => Send(Interrupt);

    public void Send(int signal) => Signal(_process.Id, signal).ShouldBe(0);

    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var error = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
