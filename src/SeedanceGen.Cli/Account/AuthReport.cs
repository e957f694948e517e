using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Account;

/// <summary>Which key is used; never the key itself.</summary>
internal sealed class AuthReport : Report
{
    private const int ShownCharacters = 4;
    private const int MinHiddenCharacters = 12;
    private const char PrefixSeparator = '_';

    [Description("The key, masked; absent when there is none")]
    public string? Key { get; set; }

    [Description("Where the key comes from: `flag`, `environment`, `file` or `none`")]
    public SettingSource? KeySource { get; set; }

    [Description("The name of the option, the variable or the file")]
    public string? KeyPlace { get; set; }

    [Description("The address of the service; absent when it is the documented one")]
    public string? BaseUrl { get; set; }

    [Description("Where the address comes from: `flag`, `environment`, `file` or `none`")]
    public SettingSource? BaseUrlSource { get; set; }

    [Description("The path of the configuration file, even when the file does not exist")]
    public string? File { get; set; }

    internal override JsonTypeInfo JsonType => AccountJson.Readable.AuthReport;

    public void Read(ToolSettings settings)
    {
        var (key, baseUrl) = (settings.ApiKey, settings.BaseUrl);
        (Key, KeySource, KeyPlace) = (Mask(key.Value), key.Source, key.Source == SettingSource.None ? null : key.Place);
        (BaseUrl, BaseUrlSource, File) = (baseUrl.Value, baseUrl.Source, settings.File?.Path);
    }

    /// <summary>Shows enough of a key to tell it from another, and too little to use it.</summary>
    public static string? Mask(string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
            return null;

        // The prefix of a key, such as sd2_live_, is not a secret.
        var prefix = key[..(key.LastIndexOf(PrefixSeparator) + 1)];
        var secret = key[prefix.Length..];
        return secret.Length >= MinHiddenCharacters + ShownCharacters
            ? $"{prefix}***{secret[^ShownCharacters..]}"
            : $"{(secret.Length > 0 ? prefix : string.Empty)}***";
    }
}

/// <summary>The JSON shape of the account.</summary>
[JsonSerializable(typeof(AuthReport))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class AccountJson : JsonSerializerContext
{
    public static AccountJson Readable { get; } = new(ToolJson.CreateOptions());
}
