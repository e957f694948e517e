namespace SeedanceGen.Cli.Service;

/// <summary>The file that a video is written to. It is checked before a job is submitted, because a job costs credits.</summary>
internal sealed class VideoFile
{
    /// <summary>An id comes from outside and may be longer than a name can be.</summary>
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
