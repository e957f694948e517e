using System.Globalization;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeedanceGen.Cli.Progress;

/// <summary>The jobs that go on, a row each, and below them the batch as a whole.</summary>
internal static class BatchTable
{
    // Below this width job, clock and price would squeeze the status.
    private const int RoomForDetails = 60;

    // The heading, the rule below it, the sum, and the line that the cursor is on.
    private const int OtherLines = 5;

    public static IRenderable Of(
        BatchLedger ledger, IReadOnlyList<BatchBoardRow> active, Func<BatchBoardRow, TimeSpan> elapsed, TimeSpan total, TerminalTraits terminal)
    {
        var hasRoom = terminal.Width >= RoomForDetails;
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = hasRoom };
        foreach (var name in hasRoom ? (string[])["line", "job", "status", "time", "credits"] : ["line", "status"])
            table.AddColumn(new TableColumn(name) { NoWrap = true });

        var shown = active.Take(Math.Max(1, terminal.Height - OtherLines)).ToList();
        foreach (var row in shown)
        {
            var number = row.Line.Number.ToString(CultureInfo.InvariantCulture);
            var status = StatusStyle.Of(StatusOf(row));
            if (hasRoom)
                table.AddRow(number, Markup.Escape(OneLine.Of(row.Line.RequestId ?? string.Empty)), status, Clock.Of(elapsed(row)), row.Line.Credits?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
            else
                table.AddRow(number, status);
        }

        return new Rows(table, new Markup(Sum(ledger, active.Count - shown.Count, total)) { Overflow = Overflow.Ellipsis });
    }

    private static string StatusOf(BatchBoardRow row) => row.Line.Stage switch
    {
        LineStage.Open or LineStage.Submitting or LineStage.Unknown => "submitting",
        LineStage.Succeeded => "downloading",
        _ => row.Status ?? row.Line.Status ?? "accepted",
    };

    private static string Sum(BatchLedger ledger, int hidden, TimeSpan total)
    {
        var lines = ledger.Lines;
        var saved = lines.Count(line => line.Stage == LineStage.Saved);
        var failed = lines.Count(line => line.Stage == LineStage.Failed);
        var unknown = lines.Count(line => line.Stage == LineStage.Unknown);
        return string.Create(CultureInfo.InvariantCulture, $"{(hidden > 0 ? $"and {hidden} more; " : string.Empty)}[green]{saved} of {lines.Count} saved[/]")
            + (failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{failed} failed[/]") : string.Empty)
            + (unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{unknown} unknown[/]") : string.Empty)
            + $", {Price.InWords(ledger.Charged)}, {Clock.Of(total)}";
    }
}
