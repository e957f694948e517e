using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using SeedanceGen.Http;

namespace SeedanceGen.Downloads;

/// <summary>One download: as many requests as it takes to get every byte once, all of one version of the video.</summary>
internal sealed class DownloadTransfer(
    LinkReader links, DownloadTarget target, DownloadOptions options, TimeProvider clock, TimeSpan idleTimeout)
{
    private const int BufferBytes = 81_920;

    private EntityTagHeaderValue? _version;
    private long? _total;

    /// <summary>Sends one request and writes the bytes that come.</summary>
    /// <returns>Whether the video is complete, its host refused it, or the transfer broke off.</returns>
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

            var coding = BodyCoding.Of(response);
            if (coding is not null && !BodyCoding.IsKnown(coding))
                return TransferResult.Coded(coding);

            return IsOfAnotherVersion(response, coding)
                ? Forget("the video was replaced by another")
                : await CopyAsync(Begin(response, coding), coding, idle, either.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return TransferResult.Broken(
                exception is OperationCanceledException ? new TimeoutException($"Nothing came for {idleTimeout}.", exception) : exception);
        }
    }

    /// <summary>Continues with the response when it is the rest of the bytes that were written, and restarts with it otherwise.</summary>
    private HttpResponseMessage Begin(HttpResponseMessage response, string? coding)
    {
        var range = response.Content.Headers.ContentRange;
        var continues = response.StatusCode == HttpStatusCode.PartialContent && range?.From == target.BytesWritten
            && (_total is null || range?.Length is null || range.Length == _total);
        if (!continues)
        {
            if (response.StatusCode == HttpStatusCode.PartialContent || !target.CanRestart)
            {
                throw new SeedanceConnectionException(
                    "The transfer broke off, and its host cannot continue this version of the video from where it broke. "
                    + "What was written to the stream cannot be taken back: begin again with a new one.");
            }

            target.Restart();
        }

        // Length and ranges of a coded body are not those of the video.
        _total = continues ? range!.Length ?? _total : coding is null ? response.Content.Headers.ContentLength : null;
        _version = response.Headers.ETag switch
        {
            _ when coding is not null => null,
            { IsWeak: false } version => version,
            null when continues => _version,
            _ => null,
        };
        if (options.MaxBytes is { } most && _total > most)
            throw TooLarge(most);
        return response;
    }

    /// <summary>Whether a host that ignores <c>If-Range</c> sent the rest of another version, or a part of a coded one.</summary>
    private bool IsOfAnotherVersion(HttpResponseMessage response, string? coding) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && (coding is not null || (target.BytesWritten > 0 && response.Headers.ETag is { } version && !version.Equals(_version)));

    /// <summary>
    /// The host has no bytes after those that were written: they are all, or too many, or a shorter video has replaced this one.
    /// </summary>
    private TransferResult AfterTheEnd(HttpResponseMessage response) =>
        response.Content.Headers.ContentRange?.Length == target.BytesWritten
        && (_total is null || _total == target.BytesWritten)
        && (response.Headers.ETag is null || response.Headers.ETag.Equals(_version))
            ? TransferResult.Whole
            : Forget("what came is not the video that its host has now");

    /// <summary>Makes the next request ask for the whole video.</summary>
    private TransferResult Forget(string reason)
    {
        _version = null;
        return TransferResult.Broken(new InvalidDataException(reason));
    }

    /// <summary>
    /// Copies to the end. <paramref name="readToken"/> bounds only the reads, because a half-written piece cannot be continued.
    /// </summary>
    private async Task<TransferResult> CopyAsync(
        HttpResponseMessage response,
        string? coding,
        CancellationTokenSource idle,
        CancellationToken readToken,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var body = await response.Content.ReadAsStreamAsync(readToken).ConfigureAwait(false);
        var source = coding is null ? body : new DecodedBody(body, coding);
        await using (source.ConfigureAwait(false))
        {
            try
            {
                while (true)
                {
                    // Nothing is written before the first bytes were looked at.
                    var looks = target.BytesWritten == 0 && !options.AcceptAnyContent;
                    int read;
                    try
                    {
                        read = await ReadAsync(source, buffer, looks ? FirstBytes.Count : 1, idle, readToken).ConfigureAwait(false);
                    }
                    catch (IOException exception)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        return TransferResult.Broken(exception);
                    }

                    if (read == 0)
                        return End(response);
                    if (looks && FirstBytes.OtherThanVideo(buffer.AsSpan(0, Math.Min(read, FirstBytes.Count))) is { } other)
                        return TransferResult.NoVideo(other, response.Content.Headers.ContentType?.MediaType);
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

    /// <summary>Reads at least <paramref name="least"/> bytes; fewer only at the end.</summary>
    private async ValueTask<int> ReadAsync(
        Stream source, byte[] buffer, int least, CancellationTokenSource idle, CancellationToken readToken)
    {
        var count = 0;
        int read;
        do
        {
            idle.CancelAfter(idleTimeout);
            read = await source.ReadAsync(buffer.AsMemory(count), readToken).ConfigureAwait(false);
            count += read;
        }
        while (read > 0 && count < least);

        idle.CancelAfter(Timeout.InfiniteTimeSpan);
        return count;
    }

    /// <summary>The end of a body is the end of the video only when its length or its framing proves it.</summary>
    private TransferResult End(HttpResponseMessage response)
    {
        if (target.BytesWritten == 0)
            return TransferResult.Broken(new EndOfStreamException("The response was empty."));
        if (_total is { } total)
        {
            return target.BytesWritten == total
                ? TransferResult.Whole
                : TransferResult.Broken(new EndOfStreamException($"The response ended after {target.BytesWritten} of {total} bytes."));
        }

        var showsItsEnd = response.Headers.TransferEncodingChunked == true || response.Version.Major >= 2
            || (BodyCoding.Of(response) is not null && response.Content.Headers.ContentLength is not null);
        return showsItsEnd
            ? TransferResult.Whole
            : TransferResult.Broken(
                new EndOfStreamException("The response has neither a length nor chunks, so it cannot be told whether it is complete."));
    }

    private static SeedanceConnectionException TooLarge(long most) => new(
        $"The video is larger than {most} bytes ({nameof(DownloadOptions)}.{nameof(DownloadOptions.MaxBytes)}), so it was not downloaded.");
}

/// <summary>The destination of a video's bytes.</summary>
/// <param name="stream">The stream that receives them.</param>
/// <param name="canRestart">Whether the written bytes can be discarded to begin again.</param>
internal sealed class DownloadTarget(Stream stream, bool canRestart)
{
    public long BytesWritten { get; private set; }

    public bool CanRestart => canRestart || BytesWritten == 0;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        BytesWritten += bytes.Length;
    }

    public void Restart()
    {
        if (BytesWritten == 0)
            return;

        stream.SetLength(0);
        BytesWritten = 0;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);
}

/// <summary>How one request for a video ended.</summary>
/// <param name="IsWhole">Whether every byte was written.</param>
/// <param name="Status">The status with which the link's host refused; null when it did not.</param>
/// <param name="Failure">The exception that broke the transfer; null when there was none.</param>
/// <param name="RetryAfter">The pause that the link's host asks for.</param>
/// <param name="Other">What came in place of a video; null when it may be one.</param>
/// <param name="Coding">The content coding that cannot be decoded; null when there is none.</param>
internal readonly record struct TransferResult(
    bool IsWhole, HttpStatusCode? Status, Exception? Failure, TimeSpan? RetryAfter = null, string? Other = null, string? Coding = null)
{
    private const int LongestType = 64;

    public static TransferResult Whole { get; } = new(true, null, null);

    /// <summary>Whether the link has expired. How long a link stays valid is not documented.</summary>
    public bool IsExpired => Other is not null
        || Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    public bool MayPass => Failure is not null
        || Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int?)Status >= 500;

    public static TransferResult Refused(HttpStatusCode status, TimeSpan? retryAfter) => new(false, status, null, retryAfter);

    public static TransferResult Broken(Exception failure) => new(false, null, failure);

    /// <summary>A page or anything else in place of the video.</summary>
    /// <param name="other">What it is.</param>
    /// <param name="contentType">The content type of the response.</param>
    public static TransferResult NoVideo(string other, string? contentType) => new(
        false,
        null,
        null,
        Other: contentType is null ? other : $"{other} (content type '{contentType[..Math.Min(contentType.Length, LongestType)]}')");

    public static TransferResult Coded(string coding) => new(false, null, null, Coding: coding);

    public override string ToString() => (Other, Coding, Status) switch
    {
        ({ } other, _, _) => $"it responded with {other}, which is no video: MP4, QuickTime and WebM are accepted",
        (_, { } coding, _) =>
            $"it responded with the content coding '{coding}', which cannot be decoded: gzip, deflate and br can",
        (_, _, { } status) =>
            $"it responded with {(int)status} {status}{(RetryAfter is { } pause ? $" and asked for a pause of {pause}" : "")}",
        _ => Failure?.Message.TrimEnd('.') ?? "whole",
    };
}
