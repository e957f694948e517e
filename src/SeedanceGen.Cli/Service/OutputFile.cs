using System.Globalization;
using SeedanceGen.Downloads;

namespace SeedanceGen.Cli.Service;

/// <summary>What becomes of a file that has the name of the output already.</summary>
internal enum Replacement
{
    /// <summary>It stays, and nothing is sent.</summary>
    Refused,

    /// <summary>It stays, and the output gets the next free number: <c>river-2.mp4</c>.</summary>
    Numbered,

    /// <summary>The output replaces it.</summary>
    Allowed,
}

/// <summary>The file of <c>--output</c>. It is checked before anything is sent, because a call can cost credits.</summary>
/// <param name="Name">The name for people, as it was given, or with a number.</param>
/// <param name="Target">The full path that is written: of a symbolic link, what it leads to, so that the link stays.</param>
internal sealed record OutputFile(string Name, string Target)
{
    /// <summary>How the options of a command say it: <c>--force</c>, and the mock's files get numbers.</summary>
    public static Replacement ReplacementOf(bool isForced, bool isMock = false) =>
        isForced ? Replacement.Allowed : isMock ? Replacement.Numbered : Replacement.Refused;

    /// <exception cref="UsageException">The file cannot be written, or is there already.</exception>
    public static OutputFile Prepare(string path, string folder, Replacement replacement)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new UsageException("--output is empty: name a file, such as video.mp4.");

        var target = TargetOf(path, folder);
        if (Path.Exists(target) && replacement != Replacement.Allowed)
        {
            if (replacement == Replacement.Refused)
                throw new UsageException($"The file {path} exists: name another by --output, or replace it by --force. Nothing was sent.");
            path = FirstFree(path, folder);
            target = TargetOf(path, folder);
        }

        EnsureWritable(target, path);
        return new OutputFile(path, target);
    }

    /// <summary>Creates and deletes a file whose name is like that of a running download.</summary>
    /// <exception cref="UsageException">The folder takes no file.</exception>
    public static void EnsureWritable(string target, string shown)
    {
        try
        {
            var name = PartialFile.NameFor(target);
            File.OpenHandle(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(
                $"No file can be written to {shown}: check the permissions and the free space of its folder, or name another by --output.",
                denied);
        }
    }

    /// <summary>The name when it is free, else the name with the first number that is free, from 2.</summary>
    public static string FirstFree(string path, string folder)
    {
        if (!Path.Exists(Path.GetFullPath(path, folder)))
            return path;

        var stem = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileNameWithoutExtension(path));
        for (var number = 2; ; number++)
        {
            var free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{Path.GetExtension(path)}");
            if (!Path.Exists(Path.GetFullPath(free, folder)))
                return free;
        }
    }

    private static string TargetOf(string path, string folder)
    {
        var target = Path.GetFullPath(path, folder);
        if (PartialFile.IsTooLong(target))
            throw new UsageException($"No file can be written to {path}: that name is too long. Use a shorter one. Nothing was sent.");
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
            throw Refused(path, "which is a folder: name a file in it");

        var end = Followed(path, target);
        if (IsDevice(end))
            throw Refused(path, "which is a device: name a file");

        var parent = Path.GetDirectoryName(end)!;
        return Directory.Exists(parent)
            ? end
            : throw new UsageException($"--output is '{path}', but there is no folder {parent}: create it first.");
    }

    private static UsageException Refused(string path, string reason) => new($"--output is '{path}', {reason}. Nothing was sent.");

    /// <summary>What a path leads to when it is a symbolic link; otherwise the path.</summary>
    private static string Followed(string path, string target)
    {
        try
        {
            return new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        }
        catch (IOException circle)
        {
            throw new UsageException($"--output is '{path}', a link that leads to no file: {circle.Message} Nothing was sent.", circle);
        }
    }

    /// <summary>A finished download replaces what has its name; a replaced device would be lost to the whole machine.</summary>
    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows()
        && (target.StartsWith("/proc/", StringComparison.Ordinal)
            || (target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal)));
}
