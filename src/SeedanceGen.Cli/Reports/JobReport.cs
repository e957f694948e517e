using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What is known of one job.</summary>
internal class JobReport : Report
{
    [JsonPropertyName("requestId")]
    [Description("The id of the job; absent when none was accepted, or when it is not known")]
    public string? RequestId { get; set; }

    [JsonPropertyName("status")]
    [Description("The last status that was read: `queued`, `processing`, `succeeded`, `failed`, `cancelled`, or one that is newer than this tool")]
    public string? Status { get; set; }

    [JsonPropertyName("creditsCharged")]
    [Description("The price in credits, when the service named it to this command")]
    public int? CreditsCharged { get; set; }

    [JsonPropertyName("file")]
    [Description("The full path of the video on disk; only when it is whole")]
    public string? File { get; set; }

    [JsonPropertyName("bytes")]
    [Description("The size of the file")]
    public long? Bytes { get; set; }

    [JsonPropertyName("url")]
    [Description("Where the service keeps the video")]
    public string? Url { get; set; }

    /// <summary>Takes over what was read of the job.</summary>
    public virtual void Read(VideoGeneration generation)
    {
        RequestId = generation.RequestId;
        Status = generation.Status.Value;
        Url = generation.Output?.Url?.OriginalString ?? Url;
    }
}
