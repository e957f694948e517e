using System.Globalization;
using SeedanceGen.Downloads;

namespace SeedanceGen.Cli.Service;

/// <summary>The file that a video is written to. It is checked before a job is submitted, because a job costs credits.</summary>
internal sealed class VideoFile
{
    /// <summary>The most characters of an id in a name: an id comes from outside, and may be longer than a name can be.</summary>
    private const int LongestName = 100;

    private readonly string _folder;
    private readonly OutputFile? _output;
    private readonly Replacement _replacement;
    private readonly DownloadOptions _options;

    private const string StandardOutputName = "-";

    private VideoFile(string folder, OutputFile? output, Replacement replacement, bool acceptsAnyContent)
    {
        (_folder, _output, _replacement) = (folder, output, replacement);
        _options = new DownloadOptions { AcceptAnyContent = acceptsAnyContent };
    }

    /// <summary>Whether the video goes to standard output, which has nothing else then.</summary>
    public bool IsStandardOutput { get; private init; }

    /// <exception cref="UsageException">The file cannot be written, or is there already.</exception>
    public static VideoFile Prepare(string? path, CommandContext context, Replacement replacement, bool acceptsAnyContent)
    {
        var folder = context.Host.Folder;
        if (path == StandardOutputName)
        {
            if (context.Output.IsJson)
                throw new UsageException("--json and '-o -' both write to standard output: leave one out.");
            if (context.Host.HasTerminalOutput)
            {
                throw new UsageException(
                    "'-o -' writes a video, and standard output is a terminal: redirect it, or name a file by --output.");
            }

            context.Output.IsBinary = true;
            return new VideoFile(folder, output: null, replacement, acceptsAnyContent) { IsStandardOutput = true };
        }

        if (path is not null)
            return new VideoFile(folder, OutputFile.Prepare(path, folder, replacement), replacement, acceptsAnyContent);

        OutputFile.EnsureWritable(Path.Combine(folder, "seedance"), "the current folder");
        return new VideoFile(folder, output: null, replacement, acceptsAnyContent);
    }

    /// <summary>Downloads the video of a succeeded job and prints the name of the file.</summary>
    /// <exception cref="ToolException">The video could not be downloaded, or the disk rejects the file; it says how to go on.</exception>
    public async Task SaveAsync(
        CommandContext context, ServiceSession session, GenerationJob job, VideoGeneration video, JobReport report)
    {
        var name = IsStandardOutput ? StandardOutputName : _output?.Name ?? NameOf(job);
        var path = IsStandardOutput ? "standard output" : _output?.Target ?? Path.GetFullPath(name, _folder);
        try
        {
            report.Bytes = IsStandardOutput ? await PipeAsync(context, job) : await job.DownloadAsync(path, _options, context.Interrupt);
            report.File = IsStandardOutput ? null : path;
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
        catch (VideoUnavailableException missing) when (job.Latest?.Facts() is { Link: null })
        {
            throw JobProgress.Unfinished(missing, JobProgress.WaitAgain(session, job));
        }
        catch (SeedanceException failed)
        {
            throw JobProgress.Unfinished(failed, DownloadAgain(session, job, name, failed));
        }

        if (!IsStandardOutput)
            context.Output.Result(name);
    }

    private async Task<long> PipeAsync(CommandContext context, GenerationJob job)
    {
        await using var output = context.Host.OpenOutput();
        return await job.DownloadAsync(output, _options, context.Interrupt);
    }

    private static string DownloadAgain(ServiceSession session, GenerationJob job, string name, SeedanceException failed)
    {
        if (session.IsMock)
            return "The job ends with the mock; nothing was charged.";

        var any = failed is SeedanceConnectionException { OtherContent: not null } ? " --any-content" : string.Empty;
        return $"The job has succeeded and is paid for. To download its video again, run: seedance download {job.Id} -o {name}{any}";
    }

    /// <summary>The job is paid for by now, so a file that has its name is no reason to stop: this one gets a number.</summary>
    private string NameOf(GenerationJob job)
    {
        var name = $"{Safe(job.Id)}.mp4";
        return _replacement == Replacement.Allowed ? name : OutputFile.FirstFree(name, _folder);
    }

    /// <summary>The id comes from the network, so no part of it may act as a part of a path.</summary>
    private static string Safe(string requestId) => string.Concat(requestId.Take(LongestName)
        .Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));
}

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
