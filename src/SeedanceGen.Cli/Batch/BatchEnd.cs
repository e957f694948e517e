using System.Globalization;
using System.Text.Json;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Batch;

/// <summary>Sums a batch up: the report, its file, and the exit code.</summary>
internal static class BatchEnd
{
    public const string FileName = "report.json";

    // Of many ends, the first of these that occurs is the one of the command.
    private static readonly ExitCode[] ByWeight =
    [
        ExitCode.Interrupted, ExitCode.Authentication, ExitCode.OutcomeUnknown, ExitCode.JobFailed, ExitCode.FileNotWritten, ExitCode.Unexpected,
        ExitCode.RateLimited, ExitCode.Network, ExitCode.TimedOut, ExitCode.Usage,
    ];

    public static void Fill(BatchReport report, BatchLedger ledger, string folder)
    {
        report.Folder = folder;
        report.Lines = ledger.Lines.Count;
        report.Saved = ledger.Lines.Count(line => line.Stage == LineStage.Saved);
        report.CreditsCharged = ledger.Charged;
        report.Results = [.. ledger.Lines.Select(ResultOf)];
    }

    /// <summary>Puts a whole new report in the place of the old one.</summary>
    /// <exception cref="ReportNotWrittenException">The disk does not take it.</exception>
    public static void Write(BatchReport report, string folder)
    {
        var path = Path.Combine(folder, FileName);
        var partial = $"{path}.part";
        try
        {
            using (var file = File.Create(partial))
                JsonSerializer.Serialize(file, report, ToolJson.Laid.BatchReport);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ReportNotWrittenException(path, refused);
        }
    }

    public static string Words(BatchReport report) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Saved} of {report.Lines} saved in {report.Folder}, {Price.InWords(report.CreditsCharged)}");

    /// <summary>Null when every line is saved.</summary>
    public static BatchIncompleteException? ProblemOf(BatchLedger ledger, string? cause)
    {
        var outcomes = ledger.Lines.Select(LineOutcome.Of).Where(outcome => outcome.Code != ExitCode.Done).ToList();
        if (outcomes.Count == 0)
            return null;

        var code = ByWeight.First(code => outcomes.Any(outcome => outcome.Code == code));
        var counts = outcomes.GroupBy(outcome => outcome.Name).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Phrase(group.Key)}"));
        return new BatchIncompleteException(code, $"Not all lines are saved: {string.Join(", ", counts)}. {(cause is null ? string.Empty : $"Stopped, because {cause.TrimEnd('.')}. ")}{Advice(outcomes)}");
    }

    private static string Advice(List<LineOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Name is "notSubmitted" or "unfinished" or "notSaved")
            ? "The same command again goes on where this one ended."
            : outcomes.Any(outcome => outcome.Name == "unknown")
                ? "Look whether the unknown jobs exist; the same command with --retry-unknown submits them again."
                : "What failed is paid for: change the request in a new line to try again.";

    private static string Phrase(string outcome) => outcome switch
    {
        "notSubmitted" => "not submitted",
        "notSaved" => "not downloaded",
        var other => other,
    };

    private static BatchLineReport ResultOf(BatchLine line) => new()
    {
        Line = line.Number,
        Outcome = LineOutcome.Of(line).Name,
        RequestId = line.RequestId,
        Status = line.Status,
        CreditsCharged = line.Credits,
        File = line.File,
        Bytes = line.Bytes,
        Problem = line.Problem,
    };
}
