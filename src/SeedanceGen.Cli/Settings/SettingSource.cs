using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Settings;

/// <summary>Where a setting comes from; an earlier one wins.</summary>
internal enum SettingSource
{
    /// <summary>An option of the command line.</summary>
    [JsonStringEnumMemberName("flag")]
    Flag,

    /// <summary>An environment variable.</summary>
    [JsonStringEnumMemberName("environment")]
    Environment,

    /// <summary>The configuration file.</summary>
    [JsonStringEnumMemberName("file")]
    File,

    /// <summary>Nowhere: it is not set.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
