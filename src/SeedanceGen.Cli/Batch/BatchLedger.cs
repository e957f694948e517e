using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Requests;

namespace SeedanceGen.Cli.Batch;

/// <summary>All lines of a batch with what the journal knows of them. Every change goes to the journal first.</summary>
internal sealed class BatchLedger
{
    private const string EndedBeforeTheAnswer = "the run ended before the answer to the submission came";

    private readonly BatchJournal _journal;
    private readonly SortedDictionary<int, BatchLine> _lines = [];
    private readonly Lock _turn = new();
    private long _charged;

    public BatchLedger(BatchJournal journal, IReadOnlyList<RequestLine> requests)
    {
        _journal = journal;
        foreach (var request in requests)
            _lines.Add(request.Number, new BatchLine(request.Number, request));
        foreach (var record in journal.Past.Where(record => record.Line > 0))
            Apply(record);

        foreach (var line in _lines.Values.Where(line => line.Stage == LineStage.Submitting))
            Write(new JournalRecord { Kind = RecordKind.Unknown, Line = line.Number, Reason = EndedBeforeTheAnswer });
    }

    public IReadOnlyCollection<BatchLine> Lines => _lines.Values;

    /// <summary>What all runs of the batch were charged so far, in credits.</summary>
    public long Charged => Interlocked.Read(ref _charged);

    /// <summary>How many submissions may have been charged without anybody knowing, also of lines that were submitted again.</summary>
    public int Unknown { get; private set; }

    /// <summary>The highest price of a line so far; 0 when none is known.</summary>
    public int Dearest { get; private set; }

    /// <exception cref="UsageException">A line that was submitted is another one now.</exception>
    public void EnsureUnchanged()
    {
        var changed = _lines.Values.Where(line => line.IsChanged).Select(line => line.Number).ToList();
        if (changed.Count > 0)
        {
            throw new UsageException(
                $"The journal knows line {string.Join(", ", changed.Take(10))}{(changed.Count > 10 ? " and more" : string.Empty)} with another request "
                + "than the file has now. Put it back, add new requests at the end, or name another folder by --output.");
        }
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
            _lines.Add(record.Line, line = new BatchLine(record.Line, source: null));

        line.Apply(record);
        if (record.Kind == RecordKind.Unknown)
            Unknown++;
        if (record.Kind == RecordKind.Accepted)
        {
            _charged += record.Credits ?? 0;
            Dearest = Math.Max(Dearest, record.Credits ?? 0);
        }
    }
}
