using System.Globalization;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Output;
using Spectre.Console.Rendering;

namespace SeedanceGen.Cli.Progress;

/// <summary>How a batch goes: a table of the jobs that go on where lines can be drawn again, a line for each step elsewhere.</summary>
internal sealed class BatchBoard
{
    private readonly CommandContext _context;
    private readonly BatchLedger _ledger;
    private readonly SortedDictionary<int, BatchBoardRow> _active = [];
    private readonly long _start;
    private Action? _redraw;

    public BatchBoard(CommandContext context, BatchLedger ledger)
    {
        (_context, _ledger) = (context, ledger);
        _start = context.Host.TimeProvider.GetTimestamp();
    }

    public Task ShowAsync(Func<Task> work) => !_context.Host.Terminal.IsLive
        ? work()
        : LiveArea.ShowAsync(_context.Host, Draw, async redraw =>
        {
            _redraw = redraw;
            await work();
            return true;
        });

    public void Begin(BatchLine line)
    {
        lock (_active)
            _active[line.Number] = new BatchBoardRow(line, _context.Host.TimeProvider.GetTimestamp());
        _redraw?.Invoke();
    }

    public void Change(BatchLine line) => Tell(line.Stage switch
    {
        LineStage.Accepted => string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {line.RequestId} accepted, {Price.InWords(line.Credits)}"),
        _ => null,
    });

    public IProgress<VideoGeneration> Watch(BatchLine line) => new ForEach(generation =>
    {
        lock (_active)
        {
            if (_active.TryGetValue(line.Number, out var row))
                row.Status = generation.Status.Value;
        }

        _redraw?.Invoke();
    });

    public void End(BatchLine line)
    {
        lock (_active)
            _active.Remove(line.Number);
        Tell(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {LineOutcome.Of(line).Words}"));
    }

    /// <summary>What went wrong, after a table that is gone; lines have told it already.</summary>
    public void TellProblems()
    {
        if (_redraw is null)
            return;

        foreach (var line in _ledger.Lines)
        {
            if (LineOutcome.Of(line) is { Code: not ExitCode.Done } outcome)
                _context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {outcome.Words}"));
        }
    }

    private void Tell(string? step)
    {
        if (_redraw is { } redraw)
            redraw();
        else if (step is not null)
            _context.Output.Note(step);
    }

    private IRenderable Draw()
    {
        lock (_active)
        {
            var clock = _context.Host.TimeProvider;
            var elapsed = clock.GetElapsedTime(_start);
            return BatchTable.Of(_ledger, [.. _active.Values], row => clock.GetElapsedTime(row.Since), elapsed, _context.Host.Terminal);
        }
    }
}
