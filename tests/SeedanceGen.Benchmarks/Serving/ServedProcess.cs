using System.Diagnostics;
using System.Globalization;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>A server in a process of its own: this program, started once more.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _kind;
    private int? _exitCode;

    private ServedProcess(Process process, string kind, string[] said) =>
        (_process, _kind, Port, Target) = (process, kind, int.Parse(said[0], CultureInfo.InvariantCulture), said[1]);

    /// <summary>The loopback port on which it listens.</summary>
    public int Port { get; }

    /// <summary>The path that it serves.</summary>
    public string Target { get; }

    /// <summary>How long its threads have worked so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>How many bytes of memory it has now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static ServedProcess Start(string kind)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(ServedProcess).Assembly.Location);
        start.ArgumentList.Add("--serve");
        start.ArgumentList.Add(kind);
        var process = Process.Start(start)!;
        return process.StandardOutput.ReadLine() is { } line
            ? new ServedProcess(process, kind, line.Split(' '))
            : throw new InvalidOperationException($"The server '{kind}' did not start.");
    }

    /// <summary>Ends it: it runs until its input does.</summary>
    /// <exception cref="InvalidOperationException">It says that it did not do its work.</exception>
    public void Stop()
    {
        Dispose();
        if (_exitCode != 0)
            throw new InvalidOperationException($"The server '{_kind}' ended with {_exitCode}.");
    }

    public void Dispose()
    {
        if (_exitCode is not null)
            return;

        _process.StandardInput.Close();
        _process.WaitForExit();
        _exitCode = _process.ExitCode;
        _process.Dispose();
    }
}
