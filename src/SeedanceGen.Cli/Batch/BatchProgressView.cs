using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeedanceGen.Cli.Batch;

/// <summary>The progress of a batch: a table of the running jobs on a terminal, one line for each step elsewhere.</summary>
internal sealed class BatchProgressView
{
    // On a narrower terminal, job, time and price would leave no room for the status.
    private const int MinWidthForDetails = 60;

    // The heading, the rule below it, two empty lines, and the sum.
    private const int OtherLines = 5;

    private readonly CommandContext _context;
    private readonly BatchLedger _ledger;
    private readonly SortedDictionary<int, Row> _active = [];
    private readonly Lock _turn = new();
    private readonly long _start;
    private Action? _redraw;

    public BatchProgressView(CommandContext context, BatchLedger ledger)
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

    public void Start(BatchLine line)
    {
        lock (_turn)
            _active[line.Number] = new Row(line, _context.Host.TimeProvider.GetTimestamp());
        _redraw?.Invoke();
    }

    public void Update(BatchLine line)
    {
        if (_redraw is not null)
            _redraw();
        else if (line.Stage == LineStage.Accepted)
            Write(line, $"{line.RequestId} accepted, {Format.Credits(line.Credits)}");
    }

    public IProgress<VideoGeneration> ProgressOf(BatchLine line) => new SynchronousProgress<VideoGeneration>(generation =>
    {
        lock (_turn)
        {
            if (_active.TryGetValue(line.Number, out var row))
                row.Status = generation.Status.Value;
        }

        _redraw?.Invoke();
    });

    public void Finish(BatchLine line)
    {
        lock (_turn)
            _active.Remove(line.Number);
        if (_redraw is not null)
            _redraw();
        else
            Write(line, LineOutcome.Of(line).Description);
    }

    /// <summary>Writes the problems of all lines when the table, which is cleared by now, has hidden them.</summary>
    public void WriteProblems()
    {
        if (_redraw is null)
            return;

        foreach (var line in _ledger.Lines)
        {
            if (LineOutcome.Of(line) is { Code: not ExitCode.Success } outcome)
                Write(line, outcome.Description);
        }
    }

    private void Write(BatchLine line, string step) =>
        _context.Output.Note(string.Create(CultureInfo.InvariantCulture, $"line {line.Number}: {step}"));

    private IRenderable Draw()
    {
        lock (_turn)
        {
            var terminal = _context.Host.Terminal;
            var hasDetails = terminal.Width >= MinWidthForDetails;
            var table = new Table { Border = TableBorder.Simple, ShowHeaders = hasDetails };
            foreach (var name in hasDetails ? (string[])["line", "job", "status", "time", "credits"] : ["line", "status"])
                table.AddColumn(new TableColumn(name) { NoWrap = true });

            var shown = _active.Values.Take(Math.Max(1, terminal.Height - OtherLines)).ToList();
            foreach (var row in shown)
                table.AddRow([.. CellsOf(row, hasDetails)]);
            return new Rows(table, new Markup(Sum(_active.Count - shown.Count)) { Overflow = Overflow.Ellipsis });
        }
    }

    private IEnumerable<string> CellsOf(Row row, bool hasDetails)
    {
        var line = row.Line;
        var number = line.Number.ToString(CultureInfo.InvariantCulture);
        var status = LiveArea.StatusMarkup(line.Stage switch
        {
            LineStage.Open or LineStage.Submitting or LineStage.Unknown => "submitting",
            LineStage.Succeeded => "downloading",
            _ => row.Status ?? line.Status ?? "accepted",
        });
        return !hasDetails
            ? [number, status]
            :
            [
                number,
                Markup.Escape(Format.OneLine(line.RequestId ?? string.Empty)),
                status,
                Format.Elapsed(_context.Host.TimeProvider.GetElapsedTime(row.Since)),
                line.Credits?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
            ];
    }

    private string Sum(int hidden)
    {
        var lines = _ledger.Lines;
        var saved = lines.Count(line => line.Stage == LineStage.Saved);
        var failed = lines.Count(line => line.Stage == LineStage.Failed);
        var unknown = lines.Count(line => line.Stage == LineStage.Unknown);
        var elapsed = _context.Host.TimeProvider.GetElapsedTime(_start);
        var more = hidden > 0 ? string.Create(CultureInfo.InvariantCulture, $"and {hidden} more; ") : string.Empty;
        return more
            + string.Create(CultureInfo.InvariantCulture, $"[green]{saved} of {lines.Count} saved[/]")
            + (failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{failed} failed[/]") : string.Empty)
            + (unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{unknown} unknown[/]") : string.Empty)
            + $", {Format.Credits(_ledger.Charged)}, {Format.Elapsed(elapsed)}";
    }

    /// <summary>A line that is being processed.</summary>
    private sealed class Row(BatchLine line, long since)
    {
        public BatchLine Line => line;

        /// <summary>The start of the processing, as a timestamp of the clock.</summary>
        public long Since => since;

        /// <summary>The status that was read last; null before the first.</summary>
        public string? Status { get; set; }
    }
}
