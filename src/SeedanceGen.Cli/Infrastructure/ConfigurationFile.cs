using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The file that <c>auth login</c> writes. It holds a key, so only its owner may read it.</summary>
internal sealed class ConfigurationFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Path => path;

    /// <summary>Whether other users may read or write the file. False on Windows, where the folder belongs to the user alone.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The file of the user who runs the tool; null when the environment names no folder for it.</summary>
    public static ConfigurationFile? Of(ToolHost host)
    {
        var folder = Absolute(host.Variable("XDG_CONFIG_HOME"))
            ?? (OperatingSystem.IsWindows() ? Absolute(host.Variable("APPDATA")) : Below(Absolute(host.Variable("HOME")), ".config"));
        return folder is null ? null : new ConfigurationFile(System.IO.Path.Combine(folder, "seedance", "config.json"));
    }

    /// <summary>Reads the file; without a file all settings are absent.</summary>
    /// <exception cref="UsageException">The file exists and cannot be read.</exception>
    public StoredSettings Read()
    {
        try
        {
            if (!File.Exists(path))
                return new();

            // An editor may have written a byte order mark, which only the overload for streams skips.
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, ToolJson.Readable.StoredSettings) ?? new();
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The configuration file {path} cannot be read: {unreadable.Message} Repair it, or delete it.", unreadable);
        }
    }

    /// <summary>Replaces the file as a whole, so that it is never half written and never readable to other users.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Write(StoredSettings settings)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnerFolder);

            Replace($"{path}.{Guid.NewGuid():N}.part", settings);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The configuration file {path} cannot be written: {denied.Message}", denied);
        }
    }

    private void Replace(string partial, StoredSettings settings)
    {
        try
        {
            using (var stream = new FileStream(partial, OptionsForOwner()))
                JsonSerializer.Serialize(stream, settings, ToolJson.Readable.StoredSettings);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            // The partial file holds the key, and 'auth logout' would not find it.
            File.Delete(partial);
            throw;
        }
    }

    private static FileStreamOptions OptionsForOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>The XDG specification tells programs to ignore relative paths.</summary>
    private static string? Absolute(string? folder) => System.IO.Path.IsPathFullyQualified(folder ?? string.Empty) ? folder : null;

    private static string? Below(string? folder, string name) => folder is null ? null : System.IO.Path.Combine(folder, name);
}

/// <summary>The content of the configuration file. Fields of other versions of the tool are kept.</summary>
internal sealed record StoredSettings
{
    public string? ApiKey { get; set; }

    public string? BaseUrl { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
