using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>A completion script.</summary>
internal sealed class CompletionReport : Report
{
    [JsonPropertyName("shell")]
    [Description("The shell that the script is for")]
    public string? Shell { get; set; }

    [JsonPropertyName("script")]
    [Description("The script, as the shell is to read it")]
    public string? Script { get; set; }
}
