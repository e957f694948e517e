using SeedanceGen.Cli.Failures;

namespace SeedanceGen.Cli.Jobs;

/// <summary>Where a video is to be written. Checked before a job is submitted, because a job costs credits.</summary>
internal sealed class VideoFile
{
    private readonly string _folder;
    private readonly string? _path;

    private VideoFile(string folder, string? path) => (_folder, _path) = (folder, path);

    /// <exception cref="UsageException">No file can be written there.</exception>
    public static VideoFile Prepare(string? path, string folder)
    {
        if (path is not null && string.IsNullOrWhiteSpace(path))
            throw new UsageException("--output is empty: name a file, such as video.mp4.");

        var target = Path.GetFullPath(path ?? ".", folder);
        if (path is not null && (Directory.Exists(target) || Path.EndsInDirectorySeparator(target)))
            throw new UsageException($"--output is '{path}', which is a folder: name a file in it.");

        if (IsDevice(target))
            throw new UsageException($"--output is '{path}', which is a device: name a file.");

        var parent = path is null ? folder : Path.GetDirectoryName(target)!;
        if (!Directory.Exists(parent))
            throw new UsageException($"--output is '{path}', but there is no folder {parent}: create it first.");

        Probe(path is null ? Path.Combine(parent, "seedance") : target, path ?? "the current folder");
        return new VideoFile(folder, path);
    }

    /// <summary>The file as it was named, or after the job.</summary>
    public string NameFor(string requestId) => _path ?? $"{Safe(requestId)}.mp4";

    public string FullPathFor(string requestId) => Path.GetFullPath(NameFor(requestId), _folder);

    /// <summary>A finished download takes the place of what has its name, so a device would be lost to the whole machine.</summary>
    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows()
        && target.StartsWith("/dev/", StringComparison.Ordinal)
        && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Writes and removes a file with a name like the one of a download that is under way.</summary>
    private static void Probe(string target, string shown)
    {
        try
        {
            var name = $"{target}.{Guid.NewGuid():N}.part";
            File.OpenHandle(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(
                $"No file can be written to {shown}: look at the permissions and the space of its folder, or name another by --output.", refused);
        }
    }

    /// <summary>The id comes from the network, so nothing of it can be a piece of a path.</summary>
    private static string Safe(string requestId) =>
        string.Concat(requestId.Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));
}
