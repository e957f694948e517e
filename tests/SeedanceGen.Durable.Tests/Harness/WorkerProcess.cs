using System.Diagnostics;
using System.Text.Json;
using SeedanceGen.Durable.Worker;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>
/// A process of the tests' program, which is killed and stopped by its id. It ends with this process, however this one ends.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly Lock Gate = new();

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkerProcess(WorkerSettings settings)
        : this([JsonSerializer.Serialize(settings)])
    {
    }

    public WorkerProcess(CountingServiceSettings settings)
        : this(["service", JsonSerializer.Serialize(settings)])
    {
    }

    private WorkerProcess(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "SeedanceGen.Durable.Worker.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            // Nothing is written to it: its end tells the process that this one has ended.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the workers print, for a look after a failure; null drops it.</summary>
    public static string? LogFile { get; } = Environment.GetEnvironmentVariable("SEEDANCE_HARNESS_LOG");

    /// <summary>Where the process listens, when it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Limit);

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>How long its threads have run.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
        }
    }

    /// <summary>
    /// Stops it for a while. Another process continues it, so that it is not left stopped when this one ends meanwhile.
    /// </summary>
    public void StopFor(TimeSpan time)
    {
        var commands = FormattableString.Invariant(
            $"kill -STOP {_process.Id}; sleep {time.TotalSeconds}; kill -CONT {_process.Id}");
        using var shell = Process.Start("setsid", ["--fork", "sh", "-c", "exec > /dev/null 2>&1 < /dev/null; " + commands]);
        shell.WaitForExit(Limit);
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            // With a limit, it waits for the process alone and not for the ends of its output.
            _process.WaitForExit(Limit);
        }

        _process.Dispose();
    }

    /// <summary>The first line is the address.</summary>
    private void Take(string? line)
    {
        if (Uri.TryCreate(line, UriKind.Absolute, out var address))
            _address.TrySetResult(address);
        Log(line);
    }

    private void Log(string? line)
    {
        if (LogFile is not null && line is not null)
        {
            lock (Gate)
                File.AppendAllText(LogFile, $"{_process.Id} {line}\n");
        }
    }
}
