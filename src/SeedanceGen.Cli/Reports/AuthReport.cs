using System.ComponentModel;
using System.Text.Json.Serialization;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Reports;

/// <summary>Which key is used, never the key itself.</summary>
internal sealed class AuthReport : Report
{
    [JsonPropertyName("key")]
    [Description("The key, masked; absent when there is none")]
    public string? Key { get; set; }

    [JsonPropertyName("keySource")]
    [Description("Where the key comes from: `flag`, `environment`, `file` or `none`")]
    public SettingSource? KeySource { get; set; }

    [JsonPropertyName("keyPlace")]
    [Description("The option, the variable or the file by its name")]
    public string? KeyPlace { get; set; }

    [JsonPropertyName("baseUrl")]
    [Description("The address of the service; absent when it is the documented one")]
    public string? BaseUrl { get; set; }

    [JsonPropertyName("baseUrlSource")]
    [Description("Where the address comes from: `flag`, `environment`, `file` or `none`")]
    public SettingSource? BaseUrlSource { get; set; }

    [JsonPropertyName("file")]
    [Description("The configuration file, whether it is there or not")]
    public string? File { get; set; }

    public void Read(ToolSettings settings)
    {
        var (key, baseUrl) = (settings.ApiKey, settings.BaseUrl);
        (Key, KeySource, KeyPlace) = (MaskedKey.Of(key.Value), key.Source, key.Source == SettingSource.None ? null : key.Place);
        (BaseUrl, BaseUrlSource, File) = (baseUrl.Value, baseUrl.Source, settings.File?.Path);
    }
}
