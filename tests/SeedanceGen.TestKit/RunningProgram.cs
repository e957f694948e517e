using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace SeedanceGen.TestKit;

/// <summary>A program that runs beside the test, started by commands of a shell; its end is the test's.</summary>
public sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Process _process;
    private int _isDisposed;

    /// <param name="folder">Its current folder.</param>
    /// <param name="commands">The commands; the last one begins with <c>exec</c>, so that a kill reaches the program itself.</param>
    /// <param name="environment">Variables beside those of the test; null removes one.</param>
    public RunningProgram(string folder, string commands, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-u", "-o", "pipefail", "-c", commands])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it prints a line with a text.</summary>
    /// <returns>That line.</returns>
    public async Task<string> PrintedAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(limit.Token);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"It did not print '{text}': {string.Join('\n', _output)}", problem);
        }
    }

    /// <summary>Kills it and what it started, as <c>kill -9</c> does.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Limit);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        _output.Enqueue(line);
        _lines.Writer.TryWrite(line);
    }
}
