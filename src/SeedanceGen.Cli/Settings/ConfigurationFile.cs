using System.Text.Json;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Settings;

/// <summary>The file that <c>auth login</c> writes. It holds a key, so nobody but its owner may read it.</summary>
internal sealed class ConfigurationFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Path => path;

    /// <summary>Whether others than the owner may read or write the file; not known on Windows, where the folder is the user's own.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The file of the person who runs the tool; null when the surroundings name no place for one.</summary>
    public static ConfigurationFile? Of(ToolHost host)
    {
        var folder = Absolute(host.Variable("XDG_CONFIG_HOME"))
            ?? (OperatingSystem.IsWindows() ? Absolute(host.Variable("APPDATA")) : Below(Absolute(host.Variable("HOME")), ".config"));
        return folder is null ? null : new ConfigurationFile(System.IO.Path.Combine(folder, "seedance", "config.json"));
    }

    /// <exception cref="UsageException">The file is there and cannot be read.</exception>
    public StoredSettings Read()
    {
        try
        {
            if (!File.Exists(path))
                return new();

            // As a stream: an editor may have put a byte order mark in front, which only a stream is read past.
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, ToolJson.Readable.StoredSettings) ?? new();
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The configuration file {path} cannot be read: {unreadable.Message} Mend it, or delete it.", unreadable);
        }
    }

    /// <summary>Puts a new file in the place of the old one, so that it is never half written and never readable to others.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(StoredSettings settings)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnersFolder);

            Replace($"{path}.{Guid.NewGuid():N}.part", settings);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The configuration file {path} cannot be written: {refused.Message}", refused);
        }
    }

    private void Replace(string partial, StoredSettings settings)
    {
        try
        {
            using (var stream = new FileStream(partial, ForOwner()))
                JsonSerializer.Serialize(stream, settings, ToolJson.Readable.StoredSettings);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            // It has the key, and 'auth logout' does not know of it.
            File.Delete(partial);
            throw;
        }
    }

    private static FileStreamOptions ForOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>The XDG specification has relative paths ignored.</summary>
    private static string? Absolute(string? folder) => System.IO.Path.IsPathFullyQualified(folder ?? string.Empty) ? folder : null;

    private static string? Below(string? folder, string name) => folder is null ? null : System.IO.Path.Combine(folder, name);
}
