using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What the rules say of a file of requests.</summary>
internal sealed class ValidationReport : Report
{
    [JsonPropertyName("valid")]
    [Description("Whether every request can be submitted")]
    public bool Valid { get; set; }

    [JsonPropertyName("requests")]
    [Description("The requests in the order of the file")]
    public IReadOnlyList<ValidatedRequest> Requests { get; set; } = [];
}
