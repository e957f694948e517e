using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SeedanceGen.TestKit;

/// <summary>A PostgreSQL server of the tests' own: a new data folder, on a free port of loopback, until the test process ends.</summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartAsync);

    /// <summary>How long each of its programs may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly int _port;
    private Process? _watch;
    private int _databases;

    private PostgreSqlServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Where the programs are; null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = Find();

    /// <summary>One server for all tests.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server.</summary>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        // The server refuses to run as root, so its folder is where every user may go.
        var folder = Path.Combine(Path.GetTempPath(), "seedance-pg-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
            await RunAsync("chown", ["postgres", folder]);
        var server = new PostgreSqlServer(folder, FreePort());
        server.Watch();
        await RunAsOwnerAsync("initdb", ["-D", server.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"]);
        await server.StartServerAsync();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a new database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test" + Interlocked.Increment(ref _databases);
        await RunAsOwnerAsync("createdb", ["-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", name]);
        return ConnectionString(name);
    }

    /// <summary>Ends the server as a crash does, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await RunAsOwnerAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);
        await StartServerAsync();
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async Task RemoveAsync()
    {
        _watch?.StandardInput.Close();
        var limit = Stopwatch.StartNew();
        while (Directory.Exists(_folder) && limit.Elapsed < Limit)
            await Task.Delay(20);
        _watch?.Dispose();
    }

    /// <summary>The process id of the server, which has a child for each connection.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>
    /// A process that stops the server and removes its folder when this one has ended, however it did: then its standard input is closed.
    /// It is in a session of its own, so that nothing ends it with this one.
    /// </summary>
    private void Watch()
    {
        var stop = string.Join(' ', AsOwner("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]).Select(word => $"'{word}'"));
        _watch = Process.Start(new ProcessStartInfo(
            "setsid", ["--fork", "sh", "-c", $"exec > /dev/null 2>&1; cat; {stop}; rm -rf '{_folder}'"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        });
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    private Task StartServerAsync() => RunAsOwnerAsync(
        "pg_ctl",
        ["-D", Data, "-w", "-l", Path.Combine(_folder, "log"),
            "-o", $"-h 127.0.0.1 -p {_port} -k {_folder} -c max_connections=300", "start"]);

    private static Task RunAsOwnerAsync(string program, string[] arguments)
    {
        var words = AsOwner(program, arguments);
        return RunAsync(words[0], words[1..]);
    }

    /// <summary>The server and its programs refuse to run as root.</summary>
    private static string[] AsOwner(string program, string[] arguments) => Environment.UserName == "root"
        ? ["runuser", "-u", "postgres", "--", Path.Combine(Programs!, program), .. arguments]
        : [Path.Combine(Programs!, program), .. arguments];

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            // The input of this process is none of theirs. Their output is not read: what they start would keep it open.
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>A port of loopback that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Debian has the programs of each version in a folder of its own.</summary>
    private static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;
}
