using SeedanceGen.Http;

namespace SeedanceGen.Downloads;

/// <summary>Downloads a video to a file that is whole or not there. The link is another host's, so no key goes with it.</summary>
internal sealed class VideoDownloader(SeedanceConnection connection)
{
    private const int BufferBytes = 81_920;

    public async Task<long> DownloadAsync(VideoGeneration generation, string path, CancellationToken cancellationToken)
    {
        var link = LinkOf(generation);
        var target = Path.GetFullPath(path);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            var bytes = await FetchAsync(generation.RequestId, link, partial, cancellationToken).ConfigureAwait(false);
            File.Move(partial, target, overwrite: true);
            return bytes;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<long> FetchAsync(string requestId, Uri link, string partial, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.UserAgent.Add(UserAgent.Product);
        try
        {
            using var response = await connection.Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new SeedanceConnectionException(
                    $"The video of job {requestId} is not at {link.Host}: it answered {(int)response.StatusCode} {response.StatusCode}. The link may have expired: read the job again for a new one.");
            }

            var expected = response.Content.Headers.ContentLength;
            var bytes = await CopyAsync(response, partial, cancellationToken).ConfigureAwait(false);
            return expected is null || bytes == expected
                ? bytes
                : throw new SeedanceConnectionException($"The video of job {requestId} broke off after {bytes} of {expected} bytes. Try again.");
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException)
        {
            throw new SeedanceConnectionException($"The video of job {requestId} could not be read from {link.Host}: {exception.Message} Try again.", exception);
        }
    }

    private static async Task<long> CopyAsync(HttpResponseMessage response, string partial, CancellationToken cancellationToken)
    {
        var source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await source.CopyToAsync(file, BufferBytes, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                return file.Length;
            }
        }
    }

    private static Uri LinkOf(VideoGeneration generation)
    {
        if (generation.Output?.Url is not { } link)
        {
            throw new InvalidOperationException(
                $"Job {generation.RequestId} has no video to download: it is {generation.Status}. Wait for it to succeed first.");
        }

        return link.IsAbsoluteUri && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : throw new InvalidOperationException($"The link of job {generation.RequestId} is not an address on the web: '{link.OriginalString}'.");
    }
}
