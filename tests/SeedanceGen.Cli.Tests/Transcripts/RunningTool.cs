using System.Text;
using System.Text.RegularExpressions;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>A tool that goes on until it is interrupted, as somebody sees it who sits before it.</summary>
internal sealed class RunningTool(bool hasTerminal, Func<string, Task> type, Func<Task> pressCtrlC)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _turn = new();
    private readonly StringBuilder _said = new();
    private TaskCompletionSource _more = NewTurn();

    /// <summary>Whether it can ask somebody.</summary>
    public bool HasTerminal => hasTerminal;

    /// <summary>Takes what the tool wrote, to wherever.</summary>
    public void Hear(string text)
    {
        TaskCompletionSource heard;
        lock (_turn)
        {
            _said.Append(text);
            (heard, _more) = (_more, NewTurn());
        }

        heard.SetResult();
    }

    /// <summary>Waits until it has written what fits, and returns the first group of that.</summary>
    public async Task<string> SaysAsync(string pattern)
    {
        while (true)
        {
            Task more;
            lock (_turn)
            {
                if (Regex.Match(_said.ToString(), pattern) is { Success: true } match)
                    return match.Groups[1].Value;
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(Patience);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException(
                    $"The tool did not write '{pattern}' in {Patience.TotalSeconds} seconds. It wrote:\n{_said.ToString().Replace("\e", "ESC", StringComparison.Ordinal)}", late);
            }
        }
    }

    public Task TypeAsync(string text) => type(text);

    public Task PressCtrlCAsync() => pressCtrlC();

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
