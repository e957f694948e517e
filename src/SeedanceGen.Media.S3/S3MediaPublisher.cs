using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;

namespace SeedanceGen.Media.S3;

/// <summary>
/// Publishes files by presigned uploads to storage that speaks S3: Amazon S3, Cloudflare R2, MinIO and others. The credentials sign
/// addresses on this machine; they are sent to no host.
/// </summary>
public sealed class S3MediaPublisher : IMediaPublisher, IDisposable
{
    private static readonly TimeSpan LongestLink = TimeSpan.FromDays(7);

    /// <summary>A whole number of days that <see cref="HttpClient.Timeout"/> takes.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(24);

    private readonly IAmazonS3 _storage;
    private readonly S3MediaOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly Protocol _protocol;

    /// <summary>Makes a publisher.</summary>
    /// <param name="storage">The client of the storage, with its credentials. It stays the caller's.</param>
    /// <param name="options">Where the files go.</param>
    /// <param name="handler">
    /// The handler that sends the uploads; the caller disposes of it. Null, the default, takes the handler of the platform.
    /// </param>
    /// <param name="timeProvider">The clock of the addresses' lifetime; null takes the system's.</param>
    /// <exception cref="ArgumentException">
    /// The addresses would not be HTTPS, which the service needs, or a value of the options is not accepted.
    /// </exception>
    public S3MediaPublisher(
        IAmazonS3 storage, S3MediaOptions options, HttpMessageHandler? handler = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Bucket);
        if (options.LinkLifetime <= TimeSpan.Zero || options.LinkLifetime > LongestLink)
            throw new ArgumentException($"{nameof(S3MediaOptions.LinkLifetime)} must be above zero and at most 7 days.", nameof(options));
        if (options.PublicAddress is { } address && (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"{nameof(S3MediaOptions.PublicAddress)} must be an absolute HTTPS address.", nameof(options));

        if ((options.UploadTimeout <= TimeSpan.Zero && options.UploadTimeout != Timeout.InfiniteTimeSpan)
            || options.UploadTimeout > LongestUpload)
        {
            throw new ArgumentException(
                $"{nameof(S3MediaOptions.UploadTimeout)} must be above zero and at most {LongestUpload.Days} days, or infinite.",
                nameof(options));
        }

        (_storage, _options, _clock) = (storage, options, timeProvider ?? TimeProvider.System);
        _protocol = ProtocolOf(storage, options);
        _http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        _http.Timeout = options.UploadTimeout;
    }

    /// <summary>Uploads one file under a random key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>
    /// The HTTPS address at which the service reads the file: presigned, or below <see cref="S3MediaOptions.PublicAddress"/>.
    /// </returns>
    /// <exception cref="HttpRequestException">The storage was not reached, or refused the upload.</exception>
    /// <exception cref="TaskCanceledException">
    /// The upload took longer than <see cref="S3MediaOptions.UploadTimeout"/>, or the caller canceled it.
    /// </exception>
    public async Task<Uri> PublishAsync(MediaFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var key = $"{_options.KeyPrefix}{Guid.NewGuid():N}{file.Extension}";
        var upload = new Uri(await SignAsync(HttpVerb.PUT, key, file.ContentType).ConfigureAwait(false));
        using var content = new StreamContent(file.OpenRead());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(file.ContentType);
        using var response = await _http.PutAsync(upload, content, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            // The address has a signature, so only its host is named.
            throw new HttpRequestException(
                HttpRequestError.Unknown,
                FormattableString.Invariant(
                    $"The storage {upload.Host} refused the upload of {file.Path} with status {(int)response.StatusCode}."),
                inner: null,
                response.StatusCode);
        }

        return _options.PublicAddress is { } address
            ? new Uri(
                new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal))
            : new Uri(await SignAsync(HttpVerb.GET, key, contentType: null).ConfigureAwait(false));
    }

    /// <summary>Ends the connections of the uploads.</summary>
    public void Dispose() => _http.Dispose();

    private Task<string> SignAsync(HttpVerb verb, string key, string? contentType)
    {
        var lifetime = verb == HttpVerb.PUT ? _options.UploadTimeout : _options.LinkLifetime;
        if (lifetime == Timeout.InfiniteTimeSpan || lifetime > LongestLink)
            lifetime = LongestLink;
        return _storage.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = _options.Bucket,
            Key = key,
            Verb = verb,
            ContentType = contentType,
            Expires = (_clock.GetUtcNow() + lifetime).UtcDateTime,
            Protocol = _protocol,
        });
    }

    private static Protocol ProtocolOf(IAmazonS3 storage, S3MediaOptions options)
    {
        if (!Uri.TryCreate(storage.Config.ServiceURL, UriKind.Absolute, out var endpoint) || endpoint.Scheme == Uri.UriSchemeHttps)
            return Protocol.HTTPS;
        if (!endpoint.IsLoopback)
        {
            throw new ArgumentException(
                $"The storage {endpoint.Host} has no HTTPS address, and the upload would be readable on its way.", nameof(storage));
        }

        return options.PublicAddress is not null
            ? Protocol.HTTP
            : throw new ArgumentException(
                $"The storage on this machine has no HTTPS address that the service can read: set {nameof(S3MediaOptions.PublicAddress)}.",
                nameof(options));
    }
}
