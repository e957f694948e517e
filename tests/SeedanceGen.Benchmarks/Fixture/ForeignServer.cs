using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>A mock server of another project, on a free loopback port; it ends with this object.</summary>
internal sealed class ForeignServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ForeignServer(ProcessStartInfo start, Regex port)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["NO_COLOR"] = "1";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data, port);
        _process.ErrorDataReceived += (_, _) => { };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!_port.Task.Wait(Limit))
            throw new InvalidOperationException($"{start.FileName} did not start.");
    }

    public int Port => _port.Task.Result;

    /// <summary>How long its threads have worked so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The mock of the npm package @stoplight/prism-cli, driven by the API description.</summary>
    public static ForeignServer StartPrism() => new(
        new ProcessStartInfo("node", [RepositoryFolders.Tool("@stoplight/prism-cli", "dist/index.js"), "mock", RepositoryFolders.Yaml,
            "--port", "0", "--host", "127.0.0.1"]),
        new Regex(@"listening on http://127\.0\.0\.1:(\d+)"));

    /// <summary>WireMock for Java with the mappings in a folder, and without its journal.</summary>
    public static ForeignServer StartWireMock(string folder) => new(
        new ProcessStartInfo("java",
        [
            "-jar", Directory.GetFiles(RepositoryFolders.Tool("wiremock", "build"), "wiremock-standalone-*.jar").Single(),
            "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder, "--no-request-journal",
        ]),
        new Regex(@"^port:\s+(\d+)"));

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Read(string? line, Regex port)
    {
        if (line is not null && port.Match(line) is { Success: true } match)
            _port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
