using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Batch;

/// <summary>What a record of the journal says.</summary>
internal enum RecordKind
{
    /// <summary>The first record: which service the jobs are on.</summary>
    [JsonStringEnumMemberName("batch")]
    Batch,

    /// <summary>A line is about to be submitted. Without a later record of the line, nobody knows whether it was.</summary>
    [JsonStringEnumMemberName("submitting")]
    Submitting,

    /// <summary>The service accepted and charged the job.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The job was certainly not accepted, so the line can be submitted again.</summary>
    [JsonStringEnumMemberName("notSubmitted")]
    NotSubmitted,

    /// <summary>It is not known whether the job was accepted.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The job has ended.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>The video is whole on the disk.</summary>
    [JsonStringEnumMemberName("saved")]
    Saved,

    /// <summary>The bytes before it on its line are a piece of a record that was cut off, and say nothing.</summary>
    [JsonStringEnumMemberName("torn")]
    Torn,
}
