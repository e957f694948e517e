using System.Diagnostics;
using System.Text;

namespace SeedanceGen.SpecChange.Steps;

/// <summary>
/// What a process prints until it ends. A compiler server or a build node that it started may live on and keep its streams open, so the
/// end of the process counts, and the end of the streams is waited for shortly only.
/// </summary>
internal sealed class ProcessText : IDisposable
{
    private static readonly TimeSpan Remainder = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly CountdownEvent _open = new(2);

    public ProcessText(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public (string Output, string Error) ToItsEnd()
    {
        // With a limit, however long, this waits for the process alone.
        _process.WaitForExit(int.MaxValue);
        _open.Wait(Remainder);
        lock (_open)
            return (_output.ToString(), _error.ToString());
    }

    /// <summary>The countdown is left to the collector, because a stream that stays open may still end and signal it.</summary>
    public void Dispose()
    {
        _process.CancelOutputRead();
        _process.CancelErrorRead();
    }

    private void Take(StringBuilder text, string? line)
    {
        lock (_open)
        {
            if (line is not null)
                text.Append(line).Append('\n');
            else if (!_open.IsSet)
                _open.Signal();
        }
    }
}
