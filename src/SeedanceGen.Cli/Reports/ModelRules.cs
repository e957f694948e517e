using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What one model accepts.</summary>
internal sealed class ModelRules
{
    [JsonPropertyName("model")]
    [Description("The model as it is sent")]
    public required string Model { get; init; }

    [JsonPropertyName("listed")]
    [Description("Whether the service's own list names the model; absent when it was not asked")]
    public bool? Listed { get; init; }

    [JsonPropertyName("accepts")]
    [Description("For each field of a request: what the model accepts, in words")]
    public required IReadOnlyDictionary<string, string> Accepts { get; init; }
}
