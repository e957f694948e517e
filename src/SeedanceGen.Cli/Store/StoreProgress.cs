using System.Data.Common;
using Spectre.Console;

namespace SeedanceGen.Cli.Store;

/// <summary>
/// The progress of a store, of all of its workers together: one line that is redrawn on a terminal, and elsewhere a line when the figures
/// have changed, at most every ten seconds. A large store is counted every ten seconds too, because a count reads an index of all jobs.
/// </summary>
internal sealed class StoreProgress(CommandContext context, StoreSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>The number of jobs from which a store counts as large.</summary>
    private const long LargeStore = 10_000;

    private string _text = "reading the store";
    private long _jobs;
    private long _countedAt;

    /// <summary>Shows the progress until a condition holds, or Ctrl+C is pressed.</summary>
    /// <param name="isOver">The condition, which is asked once a second.</param>
    /// <exception cref="ToolException">The worker ended by itself.</exception>
    public Task ShowUntilAsync(Func<CancellationToken, Task<bool>> isOver) => !context.Host.Terminal.IsLive
        ? RunAsync(isOver, WriteLine())
        : LiveArea.ShowAsync(
            context.Host,
            () => new Markup(Markup.Escape(Format.OneLine(_text))) { Overflow = Overflow.Ellipsis },
            async redraw =>
            {
                await RunAsync(isOver, redraw);
                return true;
            });

    private async Task RunAsync(Func<CancellationToken, Task<bool>> isOver, Action show)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupt, session.Ended);
        using var timer = new PeriodicTimer(Interval, StoreSession.Clock);
        try
        {
            do
            {
                if (await ReadAsync(show, isOver, stop.Token))
                    return;
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (!context.Interrupt.IsCancellationRequested)
                throw new ToolException(ExitCode.Unexpected, "The worker ended by itself. Run the command again.");
        }
    }

    /// <summary>A store that cannot be read for a moment is no reason to stop: the worker tries again, too.</summary>
    private async Task<bool> ReadAsync(
        Action show, Func<CancellationToken, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        var text = _text;
        try
        {
            if (_jobs < LargeStore || StoreSession.Clock.GetElapsedTime(_countedAt) >= LineInterval)
            {
                var totals = await session.Queue.GetTotalsAsync(cancellationToken);
                (text, _jobs, _countedAt) = (StoreTexts.Of(totals), totals.Jobs.Values.Sum(), StoreSession.Clock.GetTimestamp());
            }

            if (await isOver(cancellationToken))
                return true;
        }
        catch (DbException problem)
        {
            text = $"the store cannot be read: {problem.Message}";
        }

        _text = text;
        show();
        return false;
    }

    private Action WriteLine()
    {
        long? last = null;
        var written = string.Empty;
        return () =>
        {
            if (_text == written || (last is { } before && StoreSession.Clock.GetElapsedTime(before) < LineInterval))
                return;
            (last, written) = (StoreSession.Clock.GetTimestamp(), _text);
            context.Output.Note(_text);
        };
    }
}
