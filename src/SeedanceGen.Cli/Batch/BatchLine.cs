using SeedanceGen.Cli.Requests;

namespace SeedanceGen.Cli.Batch;

/// <summary>A line of the batch and all that is known of it. The journal's records are the only thing that changes it.</summary>
internal sealed class BatchLine(int number, RequestLine? source)
{
    public int Number => number;

    /// <summary>The line of today's file; null when the file has lost it.</summary>
    public RequestLine? Source => source;

    public LineStage Stage { get; private set; }

    /// <summary>The hash of what was submitted; null when nothing was.</summary>
    public string? SubmittedHash { get; private set; }

    public string? RequestId { get; private set; }

    public int? Credits { get; private set; }

    public string? Status { get; private set; }

    public string? File { get; private set; }

    public long? Bytes { get; private set; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>The exit code that goes with the problem, when it is of this run.</summary>
    public ExitCode? Code { get; private set; }

    public void Meet(string problem, ExitCode code) => (Problem, Code) = (problem, code);

    /// <summary>Whether the line asks for something else than what was submitted for it.</summary>
    public bool IsChanged => Stage != LineStage.Open && source?.Hash != SubmittedHash;

    public void Apply(JournalRecord record)
    {
        (Problem, Code) = (record.Reason, null);
        switch (record.Kind)
        {
            case RecordKind.Submitting:
                (Stage, SubmittedHash, RequestId, Credits, Status) = (LineStage.Submitting, record.Hash, null, null, null);
                break;
            case RecordKind.NotSubmitted:
                (Stage, SubmittedHash) = (LineStage.Open, null);
                break;
            case RecordKind.Unknown:
                Stage = LineStage.Unknown;
                break;
            case RecordKind.Accepted:
                (Stage, RequestId, Credits, Status) = (LineStage.Accepted, record.RequestId, record.Credits, record.Status);
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

    /// <summary>The file that was saved is not there any more, or is another one: it is fetched again.</summary>
    public void LoseFile() => (Stage, File, Bytes) = (LineStage.Succeeded, null, null);
}
