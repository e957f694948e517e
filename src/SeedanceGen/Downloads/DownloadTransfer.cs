using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using SeedanceGen.Http;

namespace SeedanceGen.Downloads;

/// <summary>One download: as many requests as it takes to get every byte once, all of one version of the video.</summary>
internal sealed class DownloadTransfer(LinkReader links, DownloadTarget target, DownloadOptions options, TimeProvider clock, TimeSpan idleTimeout)
{
    private const int BufferBytes = 81_920;

    private EntityTagHeaderValue? _version;
    private long? _total;

    /// <summary>Asks once, and writes what comes.</summary>
    /// <returns>Whether the video is whole, the link does not serve it, or it broke off.</returns>
    public async Task<TransferResult> ContinueAsync(Uri link, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(idleTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            using var response = await links.OpenAsync(link, target.BytesWritten, _version, either.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && target.BytesWritten > 0)
                return AfterTheEnd(response);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
                return TransferResult.Refused(response.StatusCode, RetryAfterHint.Read(response, clock));

            if (OtherType(response) is { } type)
                return TransferResult.NoVideo(type);

            return IsOfAnotherVersion(response)
                ? Forget("the video was replaced by another")
                : await CopyAsync(Begin(response), idle, either.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return TransferResult.Broken(exception is OperationCanceledException ? new TimeoutException($"Nothing came for {idleTimeout}.", exception) : exception);
        }
    }

    /// <summary>The content type of a page, a text or data, which hosts answer with in place of what they no longer have; null of anything else.</summary>
    private static string? OtherType(HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var isOther = type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
        return isOther ? type : null;
    }

    /// <summary>Takes the answer as the rest of what was written when it is that, and begins again otherwise.</summary>
    private HttpResponseMessage Begin(HttpResponseMessage response)
    {
        var range = response.Content.Headers.ContentRange;
        var continues = response.StatusCode == HttpStatusCode.PartialContent && range?.From == target.BytesWritten
            && (_total is null || range?.Length is null || range.Length == _total);
        if (!continues)
        {
            if (response.StatusCode == HttpStatusCode.PartialContent || !target.CanRestart)
                throw new SeedanceConnectionException("The transfer broke off, and its host cannot continue this version of the video from where it broke. What was written to the stream cannot be taken back: begin again with a new one.");
            target.Restart();
        }

        _total = continues ? range!.Length ?? _total : response.Content.Headers.ContentLength;
        _version = response.Headers.ETag is { IsWeak: false } version ? version : continues && response.Headers.ETag is null ? _version : null;
        if (options.MaxBytes is { } most && _total > most)
            throw TooLarge(most);
        return response;
    }

    /// <summary>The rest of another version of the video, from a host that does not mind <c>If-Range</c>.</summary>
    private bool IsOfAnotherVersion(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.PartialContent && target.BytesWritten > 0 && response.Headers.ETag is { } version && !version.Equals(_version);

    /// <summary>
    /// There is nothing after what was written: that was all, or it was too much, or the video was replaced by a shorter one, of which
    /// nothing has come.
    /// </summary>
    private TransferResult AfterTheEnd(HttpResponseMessage response) =>
        response.Content.Headers.ContentRange?.Length == target.BytesWritten
        && (_total is null || _total == target.BytesWritten)
        && (response.Headers.ETag is null || response.Headers.ETag.Equals(_version))
            ? TransferResult.Whole
            : Forget("what came is not the video that its host has now");

    /// <summary>What was written is not to be continued: the next request is for the whole.</summary>
    private TransferResult Forget(string reason)
    {
        _version = null;
        return TransferResult.Broken(new InvalidDataException(reason));
    }

    /// <summary>Copies until the end; only the reading is bound by <paramref name="patience"/>, since what is written by half cannot be continued.</summary>
    private async Task<TransferResult> CopyAsync(
        HttpResponseMessage response, CancellationTokenSource idle, CancellationToken patience, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var source = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            try
            {
                while (true)
                {
                    idle.CancelAfter(idleTimeout);
                    int read;
                    try
                    {
                        read = await source.ReadAsync(buffer, patience).ConfigureAwait(false);
                    }
                    catch (IOException exception)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        return TransferResult.Broken(exception);
                    }

                    idle.CancelAfter(Timeout.InfiniteTimeSpan);
                    if (read == 0)
                        return End(response);
                    if (target.BytesWritten + read > _total)
                        return Forget("more came than the video is long");

                    if (options.MaxBytes is { } most && target.BytesWritten + read > most)
                        throw TooLarge(most);
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                    options.Progress?.Report(new DownloadProgress(target.BytesWritten, _total));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>The end of a body is the end of the video only when something vouches for it: its length, or a framing that shows its end.</summary>
    private TransferResult End(HttpResponseMessage response)
    {
        if (target.BytesWritten == 0)
            return TransferResult.Broken(new EndOfStreamException("The answer was empty."));
        if (_total is { } total)
            return target.BytesWritten == total ? TransferResult.Whole : TransferResult.Broken(new EndOfStreamException($"The answer ended after {target.BytesWritten} of {total} bytes."));

        var showsItsEnd = response.Headers.TransferEncodingChunked == true || response.Version.Major >= 2;
        return showsItsEnd
            ? TransferResult.Whole
            : TransferResult.Broken(new EndOfStreamException("The answer has neither a length nor chunks, so it cannot be told whether it is whole."));
    }

    private static SeedanceConnectionException TooLarge(long most) =>
        new($"The video is larger than {most} bytes ({nameof(DownloadOptions)}.{nameof(DownloadOptions.MaxBytes)}), so it was not downloaded.");
}
