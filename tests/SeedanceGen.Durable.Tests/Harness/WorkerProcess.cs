using System.Diagnostics;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>A worker in a process of its own, which is killed, stopped and continued by its id.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly Lock Gate = new();

    private readonly Process _process;
    private volatile bool _isDisposed;

    public WorkerProcess(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "SeedanceGen.Durable.Worker.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the workers print, for a look after a failure; null drops it.</summary>
    public static string? LogFile { get; } = Environment.GetEnvironmentVariable("SEEDANCE_HARNESS_LOG");

    /// <summary>How long its threads have run.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
        }
    }

    /// <summary>As kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Stop() => Signal("STOP");

    public void Continue() => Signal("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _isDisposed = true;
        _process.Dispose();
    }

    /// <summary>A worker that was stopped may have been killed meanwhile.</summary>
    private void Signal(string name)
    {
        if (_isDisposed)
            return;
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
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
