using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Batch;

/// <summary>One line of the journal. Fields that its kind does not need are left out.</summary>
internal sealed record JournalRecord
{
    [JsonPropertyName("record")]
    public required RecordKind Kind { get; init; }

    /// <summary>The number of the record in the journal, from 1; 0 in a journal of version 1, which has none.</summary>
    [JsonPropertyName("n")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Number { get; init; }

    /// <summary>The line of the batch file; 0 when the record is not about a line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Line { get; init; }

    /// <summary>The hash of the line when it was submitted.</summary>
    public string? Hash { get; init; }

    /// <summary>
    /// The idempotency key of a submission, for a service that has such keys: the line is submitted again with the same one.
    /// </summary>
    public string? Key { get; init; }

    public string? RequestId { get; init; }

    public int? Credits { get; init; }

    public string? Status { get; init; }

    public string? Reason { get; init; }

    public string? File { get; init; }

    public long? Bytes { get; init; }

    /// <summary>The service that knows the ids.</summary>
    public string? Service { get; init; }

    /// <summary>Whether the record has what its kind says of a line. In a journal without checksums, only this shows damage.</summary>
    [JsonIgnore]
    public bool IsComplete => Kind switch
    {
        RecordKind.Batch => Service is not null && Line == 0,
        RecordKind.Torn => Bytes > 0 && Line == 0,
        RecordKind.Submitting => Line > 0 && Hash is not null,
        RecordKind.Accepted => Line > 0 && RequestId is not null,
        RecordKind.Ended => Line > 0 && Status is not null,
        RecordKind.Saved => Line > 0 && File is not null && Bytes > 0,
        _ => Line > 0,
    };
}

/// <summary>What a record of the journal says.</summary>
internal enum RecordKind
{
    /// <summary>The first record: the service of the jobs.</summary>
    [JsonStringEnumMemberName("batch")]
    Batch,

    /// <summary>A line is about to be submitted. Without a later record of the line, it is unknown whether it was.</summary>
    [JsonStringEnumMemberName("submitting")]
    Submitting,

    /// <summary>The service accepted and charged the job.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The service certainly did not accept the job, so the line can be submitted again.</summary>
    [JsonStringEnumMemberName("notSubmitted")]
    NotSubmitted,

    /// <summary>It is unknown whether the service accepted the job.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The job has ended.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>The complete video is on the disk.</summary>
    [JsonStringEnumMemberName("saved")]
    Saved,

    /// <summary>The bytes before this record on its line are an incomplete record and say nothing.</summary>
    [JsonStringEnumMemberName("torn")]
    Torn,
}
