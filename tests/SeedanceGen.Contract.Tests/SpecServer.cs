using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests;

/// <summary>A server of the spec tools on a free loopback port, ended with the test.</summary>
internal sealed class SpecServer : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SpecServer(ProcessStartInfo start, Regex port)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data, port);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, port);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address => new($"http://127.0.0.1:{_port.Task.Result}/");

    /// <summary>What the server has printed so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>The proxy that compares every exchange with the API description, and rejects what breaks it.</summary>
    public static Task<SpecServer> StartProxyAsync(Uri upstream) => StartAsync(
        "node",
        [
            Path.Combine(SpecTools.Modules, "@stoplight", "prism-cli", "dist", "index.js"),
            "proxy", "--errors", Repository.Yaml, upstream.ToString().TrimEnd('/'), "--port", "0", "--host", "127.0.0.1",
        ],
        new Regex(@"listening on http://127\.0\.0\.1:(\d+)"));

    /// <summary>Prism as the service: it rejects what breaks the API description, and responds with the documented examples.</summary>
    public static Task<SpecServer> StartPrismAsync() => StartAsync(
        "node",
        [
            Path.Combine(SpecTools.Modules, "@stoplight", "prism-cli", "dist", "index.js"),
            "mock", "--errors", Repository.Yaml, "--port", "0", "--host", "127.0.0.1",
        ],
        new Regex(@"listening on http://127\.0\.0\.1:(\d+)"));

    /// <summary>
    /// Specmatic as the service: it rejects what breaks the API description, and responds with any values that keep to it.
    /// </summary>
    public static Task<SpecServer> StartSpecmaticAsync() => StartAsync(
        "java",
        [
            "-jar", Path.Combine(SpecTools.Modules, "specmatic", "specmatic.jar"), "stub", Repository.Yaml,
            "--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={FreePort()}"),
        ],
        new Regex(@"http://127\.0\.0\.1:(\d+) serving"));

    /// <summary>WireMock for Java with the mappings of a folder.</summary>
    public static Task<SpecServer> StartWireMockAsync(string folder) => StartAsync(
        "java",
        [
            "-jar", Directory.GetFiles(Path.Combine(SpecTools.Modules, "wiremock", "build"), "wiremock-standalone-*.jar").Single(),
            "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder,
        ],
        new Regex(@"^port:\s+(\d+)"));

    /// <summary>Waits, within bounds, until the server has printed something.</summary>
    public async Task UntilPrintedAsync(Func<string, bool> isPrinted)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isPrinted(Log))
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"The server did not print what was waited for: {Log}");
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<SpecServer> StartAsync(string file, string[] arguments, Regex port)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["SPECMATIC_DISABLE_TELEMETRY"] = "true";
        var server = new SpecServer(start, port);
        try
        {
            await server._port.Task.WaitAsync(Limit);
            return server;
        }
        catch (Exception failure)
        {
            server.Dispose();
            throw new InvalidOperationException($"{file} did not start: {server.Log}", failure);
        }
    }

    /// <summary>For a server that accepts no port 0.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Read(string? line, Regex port)
    {
        if (line is null)
        {
            _port.TrySetException(new InvalidOperationException("The process ended."));
            return;
        }

        lock (_log)
            _log.AppendLine(line);
        if (port.Match(line) is { Success: true } match)
            _port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
