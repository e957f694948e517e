namespace SeedanceGen.Cli.Batch;

/// <summary>All lines of a batch with what the journal knows of them. Every change is written to the journal first.</summary>
internal sealed class BatchLedger
{
    private const int MaxReportedLines = 10;

    private readonly BatchJournal _journal;
    private readonly SortedDictionary<int, BatchLine> _lines = [];
    private readonly Lock _turn = new();
    private long _charged;

    private readonly bool _isMock;

    /// <param name="journal">The journal.</param>
    /// <param name="requests">The lines of the current file.</param>
    /// <param name="isMock">Whether the jobs are a mock's, which ends with this run.</param>
    public BatchLedger(BatchJournal journal, IReadOnlyList<RequestLine> requests, bool isMock = false)
    {
        (_journal, _isMock) = (journal, isMock);
        foreach (var request in requests)
            _lines.Add(request.Number, new BatchLine(request.Number, request) { IsMock = isMock });
        foreach (var record in journal.Past.Where(record => record.Line > 0))
            Apply(record);

        foreach (var line in _lines.Values.Where(line => line.Stage == LineStage.Submitting))
        {
            Write(new JournalRecord
            {
                Kind = RecordKind.Unknown,
                Line = line.Number,
                Reason = "the run ended before the response to the submission came",
            });
        }
    }

    public IReadOnlyCollection<BatchLine> Lines => _lines.Values;

    /// <summary>The credits that all runs of the batch were charged so far.</summary>
    public long Charged => Interlocked.Read(ref _charged);

    /// <summary>
    /// The number of submissions that may have been charged without a record of it, also of lines that were submitted again.
    /// </summary>
    public int Unknown { get; private set; }

    /// <summary>The number of accepted jobs whose price is not known.</summary>
    public int Unpriced { get; private set; }

    /// <summary>The highest price of a line so far; 0 when no price is known.</summary>
    public int MaxCost { get; private set; }

    /// <exception cref="UsageException">A line that was submitted has another request now.</exception>
    public void EnsureUnchanged()
    {
        var changed = _lines.Values.Where(line => line.IsChanged).Select(line => line.Number).ToList();
        if (changed.Count > 0)
        {
            var more = changed.Count > MaxReportedLines ? " and more" : string.Empty;
            throw new UsageException(
                $"The journal knows line {string.Join(", ", changed.Take(MaxReportedLines))}{more} with another request "
                + "than the file has now. Restore it, add new requests at the end, or name another folder by --output.");
        }
    }

    /// <exception cref="UsageException">A line that would be submitted is the same request as another line.</exception>
    public void EnsureDistinct() => EnsureDistinct(_lines.Values
        .Where(line => line is { Stage: LineStage.Open, Source.RepeatOf: not null }).Select(line => line.Source!));

    /// <param name="lines">The lines that repeat another one.</param>
    /// <exception cref="UsageException">There is such a line.</exception>
    public static void EnsureDistinct(IEnumerable<RequestLine> lines)
    {
        var repeated = lines
            .Select(line => $"line {line.Number} is the same request as line {line.RepeatOf}, and each is charged")
            .ToList();
        if (repeated.Count == 0)
            return;

        var more = repeated.Count > MaxReportedLines ? $" (and {repeated.Count - MaxReportedLines} more)" : string.Empty;
        throw new UsageException(
        [
            .. repeated.Take(MaxReportedLines),
            $"Nothing was submitted{more}. Remove the repeated lines, or pass --allow-duplicates to pay for each of them.",
        ]);
    }

    /// <summary>Writes a record and returns when it is on the disk.</summary>
    public void Write(JournalRecord record)
    {
        _journal.Append(record);
        lock (_turn)
            Apply(record);
    }

    private void Apply(JournalRecord record)
    {
        if (!_lines.TryGetValue(record.Line, out var line))
            _lines.Add(record.Line, line = new BatchLine(record.Line, source: null) { IsMock = _isMock });

        line.Apply(record);
        if (record.Kind == RecordKind.Unknown)
            Unknown++;
        if (record.Kind != RecordKind.Accepted)
            return;

        if (JobPrice.Of(record.Credits) is not { } price)
        {
            Unpriced++;
            return;
        }

        _charged += price;
        MaxCost = Math.Max(MaxCost, (int)price);
    }
}

/// <summary>How far a line has come.</summary>
internal enum LineStage
{
    /// <summary>Never submitted, or certainly not accepted: it can be submitted.</summary>
    Open,

    /// <summary>Being submitted now.</summary>
    Submitting,

    /// <summary>It is unknown whether the job was accepted.</summary>
    Unknown,

    /// <summary>The job is accepted and charged, and has not ended.</summary>
    Accepted,

    /// <summary>The job has succeeded; its video is not on the disk.</summary>
    Succeeded,

    /// <summary>The job failed or was cancelled.</summary>
    Failed,

    /// <summary>The video is on the disk.</summary>
    Saved,
}

/// <summary>A line of the batch with all that is known of it. Only records of the journal change its stage.</summary>
internal sealed class BatchLine(int number, RequestLine? source)
{
    public int Number => number;

    /// <summary>The line of the current file; null when the file no longer has it.</summary>
    public RequestLine? Source => source;

    /// <summary>Whether its job is a mock's, which ends with this run.</summary>
    public bool IsMock { get; init; }

    public LineStage Stage { get; private set; }

    /// <summary>The hash of the submitted request; null when nothing was submitted, or when its record is lost.</summary>
    public string? SubmittedHash { get; private set; }

    /// <summary>The idempotency key of the last submission; null when the service has no such keys, or did not accept the job.</summary>
    public string? Key { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>Why the id of the accepted job cannot be used; null when it can, or none was accepted.</summary>
    public string? IdFault => Stage == LineStage.Accepted && ApiPath.FaultOf(RequestId) is { } fault
        ? $"the job is charged, but its id cannot be used: {fault}"
        : null;

    public int? Credits { get; private set; }

    public string? Status { get; private set; }

    public string? File { get; private set; }

    public long? Bytes { get; private set; }

    /// <summary>The last problem; null when there was none.</summary>
    public string? Problem { get; private set; }

    /// <summary>The exit code that goes with a problem of this run.</summary>
    public ExitCode? Code { get; private set; }

    /// <summary>Whether the file has another request on this line than the submitted one.</summary>
    public bool IsChanged => Stage != LineStage.Open && (source is null || (SubmittedHash is not null && source.Hash != SubmittedHash));

    public void SetProblem(string problem, ExitCode code) => (Problem, Code) = (problem, code);

    public void Apply(JournalRecord record)
    {
        (Problem, Code) = (record.Reason, null);
        switch (record.Kind)
        {
            case RecordKind.Submitting:
                (Stage, SubmittedHash, Key, RequestId, Credits, Status) =
                    (LineStage.Submitting, record.Hash, record.Key, null, null, null);
                break;
            case RecordKind.NotSubmitted:
                (Stage, SubmittedHash, Key) = (LineStage.Open, null, null);
                break;
            case RecordKind.Unknown:
                Stage = LineStage.Unknown;
                break;
            case RecordKind.Accepted:
                (Stage, RequestId, Credits, Status) =
                    (LineStage.Accepted, record.RequestId, (int?)JobPrice.Of(record.Credits), record.Status);
                break;
            case RecordKind.Ended:
                Status = record.Status;
                Stage = record.Status == GenerationStatus.Succeeded.Value ? LineStage.Succeeded : LineStage.Failed;
                break;
            case RecordKind.Saved:
                (Stage, File, Bytes) = (LineStage.Saved, record.File, record.Bytes);
                break;
        }
    }

    /// <summary>The saved file is missing or has another size, so it is downloaded again.</summary>
    public void LoseFile() => (Stage, File, Bytes) = (LineStage.Succeeded, null, null);
}
