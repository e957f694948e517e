using System.Globalization;

namespace SeedanceGen.Cli.Service;

/// <summary>What becomes of a file that has the name of the video already.</summary>
internal enum Replacement
{
    /// <summary>It stays, and nothing is submitted.</summary>
    Refused,

    /// <summary>It stays, and the video gets the next free number: <c>river-2.mp4</c>.</summary>
    Numbered,

    /// <summary>The video replaces it.</summary>
    Allowed,
}

/// <summary>The file that a video is written to. It is checked before a job is submitted, because a job costs credits.</summary>
internal sealed class VideoFile
{
    private readonly string _folder;
    private readonly string? _path;

    private VideoFile(string folder, string? path) => (_folder, _path) = (folder, path);

    /// <exception cref="UsageException">The file cannot be written, or is there already.</exception>
    public static VideoFile Prepare(string? path, string folder, Replacement replacement)
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

        if (path is not null && File.Exists(Followed(target)) && replacement != Replacement.Allowed)
        {
            if (replacement == Replacement.Refused)
                throw new UsageException($"The file {path} exists: name another by --output, or replace it by --force. Nothing was sent.");
            (path, target) = FirstFree(path, folder);
        }

        EnsureWritable(path is null ? Path.Combine(parent, "seedance") : target, path ?? "the current folder");
        return new VideoFile(folder, path);
    }

    /// <summary>Downloads the video of a succeeded job and prints the name of the file.</summary>
    /// <exception cref="ToolException">The disk rejects the file.</exception>
    public async Task SaveAsync(CommandContext context, GenerationJob job, VideoGeneration video, JobReport report)
    {
        var name = _path ?? $"{Safe(job.Id)}.mp4";
        var path = Path.GetFullPath(name, _folder);
        try
        {
            // A finished download would replace a link, not the file that it leads to.
            path = Followed(path);
            report.Bytes = await job.DownloadAsync(path, context.Interrupt);
            report.File = path;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // The job is paid for, so the message tells where the video is and does not ask to submit it again.
            throw new ToolException(
                ExitCode.FileNotWritten,
                $"Job {job.Id} succeeded, but its video could not be written to {path}: {denied.Message} "
                    + $"It is still at {video.Facts().Link}.",
                denied);
        }

        context.Output.Result(name);
    }

    /// <summary>What a path leads to when it is a symbolic link; otherwise the path.</summary>
    private static string Followed(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>The name with the first number that is free, from 2.</summary>
    private static (string Path, string Target) FirstFree(string path, string folder)
    {
        var stem = Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileNameWithoutExtension(path));
        for (var number = 2; ; number++)
        {
            var free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{Path.GetExtension(path)}");
            var target = Path.GetFullPath(free, folder);
            if (!Path.Exists(target))
                return (free, target);
        }
    }

    /// <summary>A finished download replaces what has its name; a replaced device would be lost to the whole machine.</summary>
    private static bool IsDevice(string target) =>
        !OperatingSystem.IsWindows()
        && target.StartsWith("/dev/", StringComparison.Ordinal)
        && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Creates and deletes a file whose name is like that of a running download.</summary>
    private static void EnsureWritable(string target, string shown)
    {
        try
        {
            var name = $"{target}.{Guid.NewGuid():N}.part";
            File.OpenHandle(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException(
                $"No file can be written to {shown}: check the permissions and the free space of its folder, or name another by --output.",
                denied);
        }
    }

    /// <summary>The id comes from the network, so no part of it may act as a part of a path.</summary>
    private static string Safe(string requestId) =>
        string.Concat(requestId.Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));
}
