using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What has become of a batch; also the file <c>report.json</c> in its folder.</summary>
internal sealed class BatchReport : Report
{
    [JsonPropertyName("folder")]
    [Description("The full path of the folder with videos, journal and report")]
    public string? Folder { get; set; }

    [JsonPropertyName("lines")]
    [Description("How many requests the batch has")]
    public int Lines { get; set; }

    [JsonPropertyName("saved")]
    [Description("How many videos are whole on the disk")]
    public int Saved { get; set; }

    [JsonPropertyName("creditsCharged")]
    [Description("What all runs of the batch were charged in credits, without what is unknown")]
    public long CreditsCharged { get; set; }

    [JsonPropertyName("results")]
    [Description("The lines in the order of the file")]
    public IReadOnlyList<BatchLineReport> Results { get; set; } = [];
}
