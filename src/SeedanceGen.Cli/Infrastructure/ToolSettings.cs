using System.CommandLine;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>
/// The API key and the address of one run: an option of the command line, else the environment, else the configuration file.
/// </summary>
internal sealed class ToolSettings
{
    public const string KeyOption = "--api-key";
    public const string BaseUrlOption = "--base-url";

    /// <summary>Keeps the URLs of <c>webhook listen</c> the same from run to run; without it each run makes a new secret.</summary>
    public const string WebhookSecretVariable = "SEEDANCE_WEBHOOK_SECRET";

    /// <summary>The store of durable jobs, where <c>--store</c> is absent.</summary>
    public const string StoreVariable = "SEEDANCE_STORE";

    /// <summary>Turns the local history of submitted jobs off.</summary>
    public const string HistoryVariable = "SEEDANCE_HISTORY";

    private readonly ToolHost _host;
    private readonly Lazy<ConfigurationFile?> _file;
    private readonly Lazy<StoredSettings> _stored;
    private readonly Lazy<Setting> _key;
    private readonly Lazy<Setting> _baseUrl;

    public ToolSettings(ToolHost host, string? key = null, string? baseUrl = null)
    {
        _host = host;
        _file = new Lazy<ConfigurationFile?>(() => ConfigurationFile.Of(host));
        _stored = new Lazy<StoredSettings>(() => File?.Read() ?? new());
        _key = new Lazy<Setting>(() => Resolve(KeyOption, key, SeedanceClientOptions.ApiKeyVariable, stored => stored.ApiKey));
        _baseUrl = new Lazy<Setting>(() =>
            Resolve(BaseUrlOption, baseUrl, SeedanceClientOptions.BaseAddressVariable, stored => stored.BaseUrl));
    }

    /// <summary>The configuration file; null when the environment names no folder for it.</summary>
    public ConfigurationFile? File => _file.Value;

    public Setting ApiKey => _key.Value;

    public Setting BaseUrl => _baseUrl.Value;

    /// <summary>
    /// Whether the tool keeps a list of the jobs that this machine submitted: unless the environment or the file says off.
    /// </summary>
    public bool KeepsHistory => !IsOff(
        _host.Variable(HistoryVariable) is { Length: > 0 } value ? value : _stored.Value.History);

    private static bool IsOff(string? value) => value?.Trim().ToUpperInvariant() is "OFF" or "0" or "FALSE" or "NO";

    private Setting Resolve(string option, string? given, string variable, Func<StoredSettings, string?> stored)
    {
        if (given is not null)
            return new Setting(given, SettingSource.Flag, option);
        if (_host.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value))
            return new Setting(value, SettingSource.Environment, variable);
        return stored(_stored.Value) is { Length: > 0 } kept
            ? new Setting(kept, SettingSource.File, File!.Path)
            : new Setting(null, SettingSource.None, variable);
    }
}

/// <summary>A setting and its source.</summary>
/// <param name="Value">The value as it was written; null when it is not set.</param>
/// <param name="Source">The kind of source.</param>
/// <param name="Place">The name of the source, such as <c>SEEDANCE_API_KEY</c>, where a person can look at the value and change it.</param>
internal sealed record Setting(string? Value, SettingSource Source, string Place);

/// <summary>Where a setting comes from; an earlier source overrides a later one.</summary>
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

    /// <summary>The setting is not set.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON on standard output",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print the details of a problem (never the key)",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Print no progress: only the result, warnings and problems",
        Recursive = true,
    };

    public Option<string?> ApiKey { get; } = new(ToolSettings.KeyOption)
    {
        HelpName = "KEY",
        Description = "The API key; other users of this machine can see it here",
        Recursive = true,
    };

    public Option<string?> BaseUrl { get; } = new(ToolSettings.BaseUrlOption)
    {
        HelpName = "URL",
        Description = "Another address of the service",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Json, Verbose, Quiet, ApiKey, BaseUrl];

    /// <summary>Whether a flag is given. Unlike the value of the flag, this is also known of a command line with errors.</summary>
    public static bool IsGiven(ParseResult parsed, Option<bool> flag) =>
        parsed.GetResult(flag) is { Implicit: false } result && (result.Errors.Any() || result.GetValueOrDefault<bool>());

    /// <summary>The text of an option; null when the option is absent or malformed.</summary>
    public static string? TextOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens.Count: 1 } result ? result.Tokens[0].Value : null;
}
