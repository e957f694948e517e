using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SeedanceGen.Faults.Tests;

/// <summary>Runs every row once, some at a time, and writes the table beside the test assembly.</summary>
public sealed class FaultTable : IAsyncLifetime
{
    /// <summary>Rows mostly wait for sockets.</summary>
    private const int RowsAtATime = 8;

    private readonly ConcurrentDictionary<string, (Observed Observed, string? Wrong)> _results = new(StringComparer.Ordinal);

    internal static IReadOnlyList<FaultRow> Rows { get; } =
    [
        .. FaultKinds.All.SelectMany(FaultOperations.RowsOf), .. ConnectionFaults.Rows, .. CallerFaults.Rows, .. DownloadFaults.Rows,
        .. ToolFaults.Rows,
    ];

    internal static string File => Path.Combine(AppContext.BaseDirectory, "fault-table.txt");

    internal (Observed Observed, string? Wrong) this[string name] => _results[name];

    public async Task InitializeAsync()
    {
        await Parallel.ForEachAsync(Rows, new ParallelOptions { MaxDegreeOfParallelism = RowsAtATime }, async (row, _) =>
        {
            var observed = await row.RunAsync();
            _results[row.Name] = (observed, row.Check(observed));
        });
        await System.IO.File.WriteAllTextAsync(File, Text());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private string Text()
    {
        var text = new StringBuilder();
        Line("operation", "the fault", "sent", "paid", "the caller is told", "right");
        foreach (var row in Rows)
        {
            var (observed, wrong) = _results[row.Name];
            Line(
                row.Operation,
                row.Fault,
                observed.Submissions,
                observed.Accepted,
                row.Expected,
                wrong is null ? "yes" : "NO: " + FirstLine(wrong));
        }

        var right = _results.Values.Count(result => result.Wrong is null);
        return text.AppendLine(CultureInfo.InvariantCulture, $"{right} of {Rows.Count} rows are right").ToString();

        void Line(params object[] cells) =>
            text.AppendLine(string.Format(CultureInfo.InvariantCulture, "{0,-28} {1,-62} {2,4} {3,4}  {4,-20} {5}", cells));
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
