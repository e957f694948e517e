using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Output;

/// <summary>What is known of a job when a command ends: the JSON object of <c>--json</c>. A field that is not known is left out.</summary>
internal sealed class JobReport
{
    /// <summary>The id of the job; absent when none was accepted, or when it is not known.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; set; }

    /// <summary>The last status that was read, as the API writes it.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; set; }

    /// <summary>The price in credits, when the service named it.</summary>
    [JsonPropertyName("creditsCharged")]
    public int? CreditsCharged { get; set; }

    /// <summary>The full path of the video on disk; present only when it is whole.</summary>
    [JsonPropertyName("file")]
    public string? File { get; set; }

    /// <summary>The size of the file in bytes.</summary>
    [JsonPropertyName("bytes")]
    public long? Bytes { get; set; }

    /// <summary>Where the service keeps the video.</summary>
    [JsonPropertyName("url")]
    public string? Url { get; set; }

    /// <summary>What went wrong; absent when nothing did.</summary>
    [JsonPropertyName("error")]
    public ReportedError? Error { get; set; }

    /// <summary>Takes over what was read of the job.</summary>
    public void Read(VideoGeneration generation)
    {
        RequestId = generation.RequestId;
        Status = generation.Status.Value;
        Url = generation.Output?.Url?.OriginalString ?? Url;
    }
}
