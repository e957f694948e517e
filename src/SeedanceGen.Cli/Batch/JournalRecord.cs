using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Batch;

/// <summary>One line of the journal. What a kind does not need is left out.</summary>
internal sealed record JournalRecord
{
    [JsonPropertyName("record")]
    public required RecordKind Kind { get; init; }

    /// <summary>The line of the batch file; 0 when the record is about none.</summary>
    [JsonPropertyName("line"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Line { get; init; }

    /// <summary>The hash of that line when it was submitted.</summary>
    [JsonPropertyName("hash")]
    public string? Hash { get; init; }

    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }

    [JsonPropertyName("credits")]
    public int? Credits { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("file")]
    public string? File { get; init; }

    [JsonPropertyName("bytes")]
    public long? Bytes { get; init; }

    /// <summary>The service that the ids belong to.</summary>
    [JsonPropertyName("service")]
    public string? Service { get; init; }
}
