using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What the rules say of one request.</summary>
internal sealed class ValidatedRequest
{
    [JsonPropertyName("line")]
    [Description("Where the request is in the file, beginning with 1")]
    public required int Line { get; init; }

    [JsonPropertyName("problems")]
    [Description("What the rules refuse; empty when the request can be submitted")]
    public required IReadOnlyList<string> Problems { get; init; }

    [JsonPropertyName("warnings")]
    [Description("What the rules do not know, and what is sent as it is")]
    public required IReadOnlyList<string> Warnings { get; init; }
}
