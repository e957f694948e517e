using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>A job of which a webhook told, as the API itself reports it; one object a line.</summary>
internal sealed class WebhookEvent : Report
{
    [JsonIgnore]
    public override bool IsStreamed => true;

    [JsonPropertyName("requestId")]
    [Description("The id of the job")]
    public string? RequestId { get; set; }

    [JsonPropertyName("reference")]
    [Description("What the webhook's URL was made for")]
    public string? Reference { get; set; }

    [JsonPropertyName("status")]
    [Description("The status of the job, read from the API and not from the webhook")]
    public string? Status { get; set; }

    [JsonPropertyName("url")]
    [Description("Where the service keeps the video")]
    public string? Url { get; set; }

    [JsonPropertyName("failure")]
    [Description("Why the job failed, in the service's words")]
    public string? Failure { get; set; }
}
