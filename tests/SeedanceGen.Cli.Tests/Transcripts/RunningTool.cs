using System.Text;
using System.Text.RegularExpressions;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>A running tool, as the person sees it who uses it.</summary>
internal sealed class RunningTool(bool hasTerminal, Func<string, Task> type, Func<Task> pressCtrlC)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Lock _turn = new();
    private readonly StringBuilder _written = new();
    private TaskCompletionSource _more = NewTurn();

    /// <summary>Whether the tool can ask questions.</summary>
    public bool HasTerminal => hasTerminal;

    /// <summary>Called with each piece that the tool writes to either output.</summary>
    public void Read(string text)
    {
        TaskCompletionSource read;
        lock (_turn)
        {
            _written.Append(text);
            (read, _more) = (_more, NewTurn());
        }

        read.SetResult();
    }

    /// <summary>Waits until the tool has written a match of the pattern, and returns its first group.</summary>
    public async Task<string> SaysAsync(string pattern)
    {
        while (true)
        {
            Task more;
            lock (_turn)
            {
                if (Regex.Match(_written.ToString(), pattern) is { Success: true } match)
                    return match.Groups[1].Value;
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(Timeout);
            }
            catch (TimeoutException late)
            {
                var written = _written.ToString().Replace("\e", "ESC", StringComparison.Ordinal);
                throw new TimeoutException(
                    $"The tool did not write '{pattern}' in {Timeout.TotalSeconds} seconds. It wrote:\n{written}", late);
            }
        }
    }

    public Task TypeAsync(string text) => type(text);

    public Task PressCtrlCAsync() => pressCtrlC();

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
