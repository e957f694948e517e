using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What has become of one line of a batch.</summary>
internal sealed class BatchLineReport
{
    [JsonPropertyName("line")]
    [Description("Where the request is in the file, beginning with 1")]
    public required int Line { get; init; }

    [JsonPropertyName("outcome")]
    [Description("`saved`, `failed`, `unknown`, `unfinished`, `notSaved` or `notSubmitted`")]
    public required string Outcome { get; init; }

    [JsonPropertyName("requestId")]
    [Description("The id of the job; absent when none was accepted, or when it is not known")]
    public string? RequestId { get; init; }

    [JsonPropertyName("status")]
    [Description("The status of the job that was read last")]
    public string? Status { get; init; }

    [JsonPropertyName("creditsCharged")]
    [Description("The price in credits, when the service named it")]
    public int? CreditsCharged { get; init; }

    [JsonPropertyName("file")]
    [Description("The name of the video in the folder")]
    public string? File { get; init; }

    [JsonPropertyName("bytes")]
    [Description("The size of the video")]
    public long? Bytes { get; init; }

    [JsonPropertyName("problem")]
    [Description("What went wrong last; absent when nothing did")]
    public string? Problem { get; init; }
}
