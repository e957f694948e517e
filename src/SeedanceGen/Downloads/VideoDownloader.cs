using SeedanceGen.Http;
using SeedanceGen.Texts;

namespace SeedanceGen.Downloads;

/// <summary>
/// Downloads videos. A file is complete or does not exist, a broken transfer is resumed, and an expired link is renewed once.
/// </summary>
internal sealed class VideoDownloader(ISeedanceClient client, SeedanceConnection connection)
{
    private readonly SeedanceClientOptions _clientOptions = connection.Options;

    public async Task<long> DownloadAsync(
        VideoGeneration generation, string path, DownloadOptions options, CancellationToken cancellationToken)
    {
        var link = LinkOf(generation);
        var target = DownloadPath.Of(path);
        var partial = PartialFile.NameFor(target);
        try
        {
            long bytes;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                var restartable = new DownloadTarget(file, canRestart: true);
                bytes = await FetchAsync(generation.Facts().Id!, link, restartable, options, cancellationToken).ConfigureAwait(false);
            }

            File.Move(partial, target, overwrite: true);
            return bytes;
        }
        finally
        {
            PartialFile.Delete(partial);
        }
    }

    public Task<long> DownloadAsync(
        VideoGeneration generation, Stream destination, DownloadOptions options, CancellationToken cancellationToken) =>
        FetchAsync(
            generation.Facts().Id!, LinkOf(generation), new DownloadTarget(destination, canRestart: false), options, cancellationToken);

    private async Task<long> FetchAsync(
        string requestId, Uri link, DownloadTarget target, DownloadOptions options, CancellationToken cancellationToken)
    {
        var (clock, idleTimeout) = (_clientOptions.TimeProvider, _clientOptions.AttemptTimeout);
        var transfer = new DownloadTransfer(new LinkReader(connection.Http), target, options, clock, idleTimeout);
        var isRenewed = false;
        var furthest = 0L;
        for (var attempt = 1; ; attempt++)
        {
            var result = await transfer.ContinueAsync(link, cancellationToken).ConfigureAwait(false);
            if (result.IsWhole)
            {
                await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                return target.BytesWritten;
            }

            if (result.IsExpired && !isRenewed)
            {
                isRenewed = true;
                link = RenewedLink(await client.GetAsync(requestId, cancellationToken).ConfigureAwait(false));
                continue;
            }

            // Only more bytes than ever before count as progress; otherwise a transfer that restarts again and again would never end.
            if (target.BytesWritten > furthest)
                (furthest, attempt) = (target.BytesWritten, 1);
            if (!result.MayPass || attempt >= options.MaxAttempts || result.RetryAfter > LongestPause)
                throw Failed(requestId, link, result, target.BytesWritten, isRenewed);

            await Task.Delay(PauseAfter(attempt, result.RetryAfter), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The longest pause before another attempt. When the host asks for a longer one, the download fails: such a pause is never shortened.
    /// </summary>
    private TimeSpan LongestPause =>
        _clientOptions.TotalTimeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(1) : _clientOptions.TotalTimeout;

    private TimeSpan PauseAfter(int attempt, TimeSpan? asked)
    {
        var pause = Backoff.PauseAfter(_clientOptions, attempt);
        return asked > pause ? asked.Value : pause;
    }

    private SeedanceConnectionException Failed(string requestId, Uri link, TransferResult result, long bytes, bool isRenewed) => new(
        $"The video of job {requestId} could not be read from {link.Host}{connection.Proxies.To(link)} ({bytes} bytes came): "
        + $"{OutsideText.Quote(result.ToString())}."
        + (isRenewed ? " Its link was renewed once by reading the job again." : " Try again.")
        + (result.Other is null ? "" : $" {nameof(DownloadOptions)}.{nameof(DownloadOptions.AcceptAnyContent)} saves it all the same."),
        result.Failure)
    {
        OtherContent = result.Other,
    };

    private static Uri RenewedLink(VideoGeneration generation)
    {
        try
        {
            return LinkOf(generation);
        }
        catch (VideoUnavailableException exception)
        {
            throw new SeedanceConnectionException($"The video's link expired, and there is no new one: {exception.Message}", exception);
        }
    }

    private static Uri LinkOf(VideoGeneration generation) =>
        generation.Facts().Link is { IsAbsoluteUri: true } link && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : throw VideoUnavailableException.For(generation);
}

/// <summary>The path of a video's file. A path that cannot be a file is an error before a byte is fetched.</summary>
internal static class DownloadPath
{
    /// <summary>The full path. For a symbolic link, it is the path of the file that the link leads to, so that the link stays.</summary>
    /// <exception cref="IOException">
    /// The path is a folder or a device, its folder does not exist, its name is too long, or it is a link that leads in a circle.
    /// </exception>
    public static string Of(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
            throw new IOException($"The video cannot be written to '{target}', which is a folder: name a file in it.");
        if (IsDevice(target) || LeadsToDevice(target))
            throw new IOException($"The video cannot be written to '{target}', which is a device: name a file, or download to a stream.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"The video cannot be written to '{target}': its folder does not exist.");
        if (PartialFile.IsTooLong(target))
            throw new PathTooLongException($"The video cannot be written to '{target}', because that name is too long: use a shorter one.");
        if (new FileInfo(target).LinkTarget is null)
            return target;

        var end = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        return Directory.Exists(Path.GetDirectoryName(end))
            ? end
            : throw new DirectoryNotFoundException(
                $"The video cannot be written to '{target}': it is a link to '{end}', whose folder does not exist.");
    }

    private static bool LeadsToDevice(string target) =>
        new FileInfo(target).LinkTarget is not null
        && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } end && IsDevice(end.FullName);

    /// <summary>A finished download replaces the file of its name. A replaced device would be lost to the whole machine.</summary>
    private static bool IsDevice(string target) => OperatingSystem.IsWindows()
        ? target.StartsWith(@"\\.\", StringComparison.Ordinal)
        : target.StartsWith("/proc/", StringComparison.Ordinal)
            || (target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal));
}
