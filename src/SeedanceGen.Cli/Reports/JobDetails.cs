using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>All that the service says of one job.</summary>
internal sealed class JobDetails : JobReport
{
    [JsonPropertyName("model")]
    [Description("The model that makes the video")]
    public string? Model { get; set; }

    [JsonPropertyName("prompt")]
    [Description("What the video shows")]
    public string? Prompt { get; set; }

    [JsonPropertyName("duration")]
    [Description("The length in seconds")]
    public int? Duration { get; set; }

    [JsonPropertyName("aspectRatio")]
    [Description("The shape of the picture")]
    public string? AspectRatio { get; set; }

    [JsonPropertyName("failure")]
    [Description("Why the job failed, in the service's words")]
    public string? Failure { get; set; }

    public override void Read(VideoGeneration generation)
    {
        base.Read(generation);
        Model = generation.Model?.Value;
        Prompt = generation.Prompt;
        Duration = generation.Duration;
        AspectRatio = generation.AspectRatio?.Value;
        Failure = generation.ErrorMessage ?? generation.ErrorCode;
    }
}
