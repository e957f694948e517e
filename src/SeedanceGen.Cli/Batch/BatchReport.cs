using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Batch;

/// <summary>The result of a batch; also the content of <c>report.json</c> in its folder.</summary>
internal sealed class BatchReport : Report
{
    public const string FileName = "report.json";

    // When lines end differently, the first of these exit codes that occurs is that of the command.
    private static readonly ExitCode[] BySeverity =
    [
        ExitCode.Interrupted, ExitCode.Authentication, ExitCode.OutcomeUnknown, ExitCode.JobFailed, ExitCode.Rejected,
        ExitCode.FileNotWritten, ExitCode.Unexpected, ExitCode.JobUnreadable, ExitCode.RateLimited, ExitCode.Network,
        ExitCode.TimedOut, ExitCode.Usage,
    ];

    [Description("The full path of the folder with videos, journal and report")]
    public string? Folder { get; set; }

    [Description("The store, without a password; absent when the batch has a journal")]
    public string? Store { get; set; }

    [Description("How many lines this run put into the store; absent when the batch has a journal")]
    public int? Enqueued { get; set; }

    [Description("How many lines the store had already; absent when the batch has a journal")]
    public int? AlreadyThere { get; set; }

    [Description("The number of requests of the batch")]
    public int Lines { get; set; }

    [Description("The number of complete videos on the disk")]
    public int Saved { get; set; }

    [Description("The credits that all runs of the batch were charged, without unknown outcomes")]
    public long CreditsCharged { get; set; }

    [Description("The sum of the documented prices in credits; only with `--dry-run`")]
    public long? DocumentedPrice { get; set; }

    [Description("How many lines have no documented price; only with `--dry-run`")]
    public int? Unpriced { get; set; }

    [Description("The lines in the order of the file")]
    public IReadOnlyList<BatchLineReport> Results { get; set; } = [];

    internal override JsonTypeInfo JsonType => BatchJson.Readable.BatchReport;

    /// <summary>The report in one line, for people.</summary>
    public string Summarize() => string.Create(
        CultureInfo.InvariantCulture, $"{Saved} of {Lines} saved in {Folder}, {Format.Credits(CreditsCharged)}");

    /// <summary>Reports and prints what would be sent.</summary>
    public void ShowUnsent(CommandContext context, IReadOnlyList<RequestLine> requests)
    {
        var prices = requests.Select(request => DocumentedPrices.Of(context.Description, request.Request!)).ToList();
        (Lines, DocumentedPrice) = (requests.Count, prices.Sum(price => (long)(price ?? 0)));
        Unpriced = prices.Count(price => price is null);
        foreach (var (request, price) in requests.Zip(prices))
        {
            var json = JsonSerializer.Serialize(request.Request!, SeedanceJsonContext.Default.VideoGenerationRequest);
            context.Output.Text(json);
            context.Output.Note(string.Create(
                CultureInfo.InvariantCulture, $"line {request.Number}: its price {DocumentedPrices.Describe(price)}"));
        }

        context.Output.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing was sent (--dry-run): {Format.Count(Lines, "line")}, {Format.Credits(DocumentedPrice)} documented, "
            + $"{Format.Count(Unpriced.Value, "line")} without a documented price."));
    }

    /// <summary>What was put into a store, in one line.</summary>
    public string SummarizeEnqueued(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Enqueued} of {Format.Count(Lines, "line")} put into {Store} as {name}-…, {AlreadyThere} there already");

    public void Read(BatchLedger ledger, string folder)
    {
        Folder = folder;
        Lines = ledger.Lines.Count;
        Saved = ledger.Lines.Count(line => line.Stage == LineStage.Saved);
        CreditsCharged = ledger.Charged;
        Results =
        [
            .. ledger.Lines.Select(line => new BatchLineReport
            {
                Line = line.Number,
                Outcome = LineOutcome.Of(line).Name,
                RequestId = line.RequestId,
                Status = line.Status,
                CreditsCharged = line.Credits,
                File = line.File,
                Bytes = line.Bytes,
                Problem = line.Problem,
            }),
        ];
    }

    /// <summary>Replaces the report on the disk as a whole.</summary>
    /// <exception cref="ToolException">The disk rejects the report.</exception>
    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var partial = $"{path}.part";
        try
        {
            using (var file = File.Create(partial))
                JsonSerializer.Serialize(file, this, BatchJson.Indented.BatchReport);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // The jobs are paid for, so the message says where their ids are.
            throw new ToolException(
                ExitCode.FileNotWritten,
                $"The report {path} could not be written: {denied.Message} The journal has all results: "
                    + "free some space and run the same command again.",
                denied);
        }
    }

    /// <summary>Why the batch is incomplete; null when every line is saved.</summary>
    public static ToolException? ProblemOf(BatchLedger ledger, string? cause) =>
        ProblemOf(ledger.Lines.Select(LineOutcome.Of), cause, Advice);

    /// <summary>The same from the outcomes of the lines.</summary>
    /// <param name="lines">The outcomes.</param>
    /// <param name="cause">Why the run stopped by itself; null when it did not.</param>
    /// <param name="advise">What to do next, from the outcomes that are no success.</param>
    public static ToolException? ProblemOf(IEnumerable<LineOutcome> lines, string? cause, Func<List<LineOutcome>, string> advise)
    {
        var outcomes = lines.Where(outcome => outcome.Code != ExitCode.Success).ToList();
        if (outcomes.Count == 0)
            return null;

        var code = BySeverity.First(code => outcomes.Any(outcome => outcome.Code == code));
        var counts = outcomes.GroupBy(outcome => outcome.Name)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Phrase(group.Key)}"));
        var stopped = cause is null ? string.Empty : $"Stopped, because {cause.TrimEnd('.')}. ";
        return new ToolException(code, $"Not all lines are saved: {string.Join(", ", counts)}. {stopped}{advise(outcomes)}");
    }

    private static string Advice(List<LineOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Name is "notSubmitted" or "unfinished" or "notSaved")
            ? "Run the same command again to continue."
            : outcomes.Any(outcome => outcome.Name == "unknown")
                ? "Check whether the unknown jobs exist; the same command with --retry-unknown submits them again."
                : "The failed jobs are paid for: to try again, add a line with a changed request.";

    private static string Phrase(string outcome) => outcome switch
    {
        "notSubmitted" => "not submitted",
        "notSaved" => "not downloaded",
        var other => other,
    };
}

/// <summary>The result of one line of a batch.</summary>
internal sealed class BatchLineReport
{
    [Description("The line of the request in the file, from 1")]
    public required int Line { get; init; }

    [Description("The key of the line in the store; absent when the batch has a journal")]
    public string? Key { get; init; }

    [Description("`saved`, `failed`, `unknown`, `unfinished`, `notSaved` or `notSubmitted`")]
    public required string Outcome { get; init; }

    [Description(JobReport.IdDescription)]
    public string? RequestId { get; init; }

    [Description("The status of the job that was read last")]
    public string? Status { get; init; }

    [Description("The price in credits, when the service named it")]
    public int? CreditsCharged { get; init; }

    [Description("The name of the video in the folder, or the full path that another worker gave it")]
    public string? File { get; init; }

    [Description("The size of the video in bytes")]
    public long? Bytes { get; init; }

    [Description("The last problem; absent when there was none")]
    public string? Problem { get; init; }
}

/// <summary>The outcome of a line.</summary>
/// <param name="Name">The outcome in one word, for programs: a part of the report's schema.</param>
/// <param name="Description">The outcome for people; it continues "line 3: ".</param>
/// <param name="Code">The exit code that the outcome calls for.</param>
internal sealed record LineOutcome(string Name, string Description, ExitCode Code)
{
    public static LineOutcome Of(BatchLine line) => line.Stage switch
    {
        LineStage.Saved => new("saved", $"saved as {line.File}", ExitCode.Success),
        LineStage.Failed => new("failed", line.Problem ?? $"job {line.RequestId} {line.Status}", ExitCode.JobFailed),
        LineStage.Submitting or LineStage.Unknown => new(
            "unknown",
            $"it is unknown whether the job was accepted and charged{Reason(line)}; --retry-unknown submits it again",
            ExitCode.OutcomeUnknown),
        LineStage.Succeeded => new(
            "notSaved",
            $"job {line.RequestId} succeeded, and its video is not downloaded yet{Reason(line)}",
            line.Code ?? ExitCode.Network),
        LineStage.Accepted when line.IdFault is { } fault => new(
            "unfinished", $"{fault}. Look for the job in the account, or ask the service about that id", ExitCode.JobUnreadable),
        LineStage.Accepted => new(
            "unfinished",
            $"job {line.RequestId} continues{Reason(line)}"
                + (line.IsMock ? string.Empty : $"; to wait for it alone, run: seedance wait {line.RequestId}"),
            line.Code ?? ExitCode.TimedOut),
        _ => new("notSubmitted", $"not submitted{Reason(line)}", line.Code ?? ExitCode.Usage),
    };

    private static string Reason(BatchLine line) => line.Problem is { } problem ? $" ({problem.TrimEnd('.')})" : string.Empty;
}

/// <summary>The JSON shapes of a batch.</summary>
[JsonSerializable(typeof(BatchReport))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(JournalHead))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class BatchJson : JsonSerializerContext
{
    public static BatchJson Readable { get; } = new(ToolJson.CreateOptions());

    /// <summary>For the journal: an unknown member is damage.</summary>
    public static BatchJson Strict { get; } = new(new(ToolJson.CreateOptions())
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    /// <summary>For files that people read.</summary>
    public static BatchJson Indented { get; } = new(ToolJson.CreateOptions(indented: true));
}
