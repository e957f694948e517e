using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The file that <c>auth login</c> writes. It holds a key, so only its owner may read it.</summary>
internal sealed class ConfigurationFile(string path)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Path => path;

    /// <summary>Whether other users may read or write the file. False on Windows, where the folder belongs to the user alone.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The file of the user who runs the tool; null when the environment names no folder for it.</summary>
    public static ConfigurationFile? Of(ToolHost host)
    {
        var folder = ToolFolders.ConfigurationOf(host);
        return folder is null ? null : new ConfigurationFile(System.IO.Path.Combine(folder, "config.json"));
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
            OwnerFile.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
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
            using (var stream = OwnerFile.Open(partial, FileMode.CreateNew))
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
}

/// <summary>The content of the configuration file. Fields of other versions of the tool are kept.</summary>
internal sealed record StoredSettings
{
    public string? ApiKey { get; set; }

    public string? BaseUrl { get; set; }

    /// <summary><c>off</c> keeps no list of submitted jobs.</summary>
    public string? History { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
