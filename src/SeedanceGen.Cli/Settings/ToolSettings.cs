using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Settings;

/// <summary>The settings of one run: an option of the command line, then the environment, then the configuration file.</summary>
internal sealed class ToolSettings
{
    public const string KeyFlag = "--api-key";
    public const string BaseUrlFlag = "--base-url";

    private readonly ToolHost _host;
    private readonly Lazy<StoredSettings> _stored;

    public ToolSettings(ToolHost host, string? keyFlag, string? baseUrlFlag)
    {
        _host = host;
        File = ConfigurationFile.Of(host);
        _stored = new Lazy<StoredSettings>(() => File?.Read() ?? new());
        _key = new Lazy<Setting>(() => Resolve(KeyFlag, keyFlag, SeedanceClientOptions.ApiKeyVariable, stored => stored.ApiKey));
        _baseUrl = new Lazy<Setting>(() => Resolve(BaseUrlFlag, baseUrlFlag, SeedanceClientOptions.BaseAddressVariable, stored => stored.BaseUrl));
    }

    private readonly Lazy<Setting> _key;
    private readonly Lazy<Setting> _baseUrl;

    public ConfigurationFile? File { get; }

    public Setting ApiKey => _key.Value;

    public Setting BaseUrl => _baseUrl.Value;

    private Setting Resolve(string flag, string? flagValue, string variable, Func<StoredSettings, string?> stored)
    {
        if (flagValue is not null)
            return new Setting(flagValue, SettingSource.Flag, flag);
        if (_host.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value))
            return new Setting(value, SettingSource.Environment, variable);
        return stored(_stored.Value) is { Length: > 0 } kept
            ? new Setting(kept, SettingSource.File, File!.Path)
            : new Setting(null, SettingSource.None, variable);
    }
}
