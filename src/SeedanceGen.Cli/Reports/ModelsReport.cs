using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What models there are.</summary>
internal sealed class ModelsReport : Report
{
    [JsonPropertyName("live")]
    [Description("The service's own list as it came, whose elements have no documented shape; absent when it was not asked")]
    public IReadOnlyList<JsonElement>? Live { get; set; }

    [JsonPropertyName("builtIn")]
    [Description("The models of the API description that this tool was made from")]
    public IReadOnlyList<ModelRules> BuiltIn { get; set; } = [];
}
