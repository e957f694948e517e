using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Settings;

/// <summary>What the configuration file holds. Fields of other versions of the tool are kept.</summary>
internal sealed record StoredSettings
{
    [JsonPropertyName("apiKey")]
    public string? ApiKey { get; set; }

    [JsonPropertyName("baseUrl")]
    public string? BaseUrl { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
