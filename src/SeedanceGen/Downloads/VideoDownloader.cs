using SeedanceGen.Http;

namespace SeedanceGen.Downloads;

/// <summary>Downloads videos: a file is whole or not there, a broken transfer is taken up where it broke, an expired link is renewed once.</summary>
internal sealed class VideoDownloader(ISeedanceClient client, SeedanceConnection connection)
{
    private readonly LinkReader _links = new(connection.Http);

    public async Task<long> DownloadAsync(VideoGeneration generation, string path, DownloadOptions options, CancellationToken cancellationToken)
    {
        var link = LinkOf(generation);
        var target = DownloadPath.Of(path);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            long bytes;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
                bytes = await FetchAsync(generation.RequestId, link, new DownloadTarget(file, canRestart: true), options, cancellationToken).ConfigureAwait(false);

            File.Move(partial, target, overwrite: true);
            return bytes;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public Task<long> DownloadAsync(VideoGeneration generation, Stream destination, DownloadOptions options, CancellationToken cancellationToken) =>
        FetchAsync(generation.RequestId, LinkOf(generation), new DownloadTarget(destination, canRestart: false), options, cancellationToken);

    private async Task<long> FetchAsync(
        string requestId, Uri link, DownloadTarget target, DownloadOptions options, CancellationToken cancellationToken)
    {
        var transfer = new DownloadTransfer(_links, target, options, connection.Options.TimeProvider, connection.Options.AttemptTimeout);
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

            // Only further than ever is a gain: a transfer that begins again and again would never end.
            if (target.BytesWritten > furthest)
                (furthest, attempt) = (target.BytesWritten, 1);
            if (!result.MayPass || attempt >= options.MaxAttempts || result.RetryAfter > LongestPause)
                throw Failed(requestId, link, result, target.BytesWritten, isRenewed);

            await Task.Delay(PauseAfter(attempt, result.RetryAfter), connection.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The pause that is asked for is kept to, or given up on when it is longer than a call may take: never shortened.</summary>
    private TimeSpan LongestPause => connection.Options.TotalTimeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(1) : connection.Options.TotalTimeout;

    private TimeSpan PauseAfter(int attempt, TimeSpan? asked)
    {
        var pause = Backoff.PauseAfter(connection.Options, attempt);
        return asked > pause ? asked.Value : pause;
    }

    private static SeedanceConnectionException Failed(string requestId, Uri link, TransferResult result, long bytes, bool isRenewed) => new(
        $"The video of job {requestId} could not be read from {link.Host} ({bytes} bytes came): {result}."
        + (isRenewed ? " Its link was renewed once by reading the job again." : " Try again."),
        result.Failure);

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
        generation.Output?.Url is { IsAbsoluteUri: true } link && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : throw VideoUnavailableException.For(generation);
}
