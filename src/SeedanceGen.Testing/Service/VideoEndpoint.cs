using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Plays the storage host behind <c>output.url</c>. The service's storage is another host that must never see the API key: here it is a
/// path of the mock server, which rejects a request with credentials.
/// </summary>
/// <param name="jobs">The jobs.</param>
/// <param name="keys">The keys, which must not come here.</param>
/// <param name="time">The clock by which links expire; null when they do not.</param>
internal sealed class VideoEndpoint(JobStore jobs, MockKeys keys, TimeProvider? time)
{
    public const string Prefix = "/__seedance/videos/";

    private const string Extension = ".mp4";
    private const string ContentType = "video/mp4";
    private const string RangeUnit = "bytes";
    private const string Expires = "?expires=";

    /// <summary>The link to the video of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="baseAddress">The address of the mock, with a slash at its end; it may have a path.</param>
    public static Uri UrlOf(MockJob job, Uri baseAddress)
    {
        var end = job.LinkEnd is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{Expires}{until.ToUnixTimeMilliseconds()}")
            : "";
        return new Uri(baseAddress, $"{PathOf(job.RequestId)[1..]}{end}");
    }

    public static string PathOf(string requestId) => $"{Prefix}{Uri.EscapeDataString(requestId)}{Extension}";

    /// <summary>The id in the path of a video, whether there is such a job or not; null when there is none.</summary>
    public static string? JobOf(string path)
    {
        var name = path.AsSpan(Prefix.Length);
        return name.EndsWith(Extension, StringComparison.Ordinal) ? Uri.UnescapeDataString(name[..^Extension.Length].ToString()) : null;
    }

    public MockResponse Respond(MockRequest request, out string? requestId)
    {
        requestId = null;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return ErrorResponses.MethodNotAllowed(request.Method, request.Path, [HttpMethods.Get, HttpMethods.Head]);

        if (JobOf(request.Path) is not { } name || !jobs.TryFind(name, out var job))
            return ErrorResponses.NoVideo(request.Path);

        requestId = job.RequestId;
        if (keys.CarriedIn(request) is not null)
            return ErrorResponses.KeyLeak;

        if (time is not null && !IsValid(request.Target, time.GetUtcNow()))
            return MockFault.LinkExpired;

        return job.Status == GenerationStatus.Succeeded
            ? Send(Clip.For(job.Shape), request.Headers)
            : ErrorResponses.NoVideo(request.Path);
    }

    private static bool IsValid(string target, DateTimeOffset now)
    {
        var query = target.IndexOf(Expires, StringComparison.Ordinal);
        return query >= 0
            && long.TryParse(target.AsSpan(query + Expires.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            && now.ToUnixTimeMilliseconds() < until;
    }

    private static MockResponse Send(Clip clip, IHeaderDictionary headers)
    {
        var total = clip.Content.Length;
        if (headers.IfNoneMatch.Contains(clip.EntityTag))
            return Part(clip, StatusCodes.Status304NotModified, default, contentRange: null);

        return RangeOf(headers, clip.EntityTag, total) switch
        {
            null => Part(clip, StatusCodes.Status200OK, clip.Content, contentRange: null),
            (_, 0) => Part(
                clip, StatusCodes.Status416RangeNotSatisfiable, default, string.Create(CultureInfo.InvariantCulture, $"bytes */{total}")),
            var (start, length) => Part(
                clip,
                StatusCodes.Status206PartialContent,
                clip.Content.Slice(start, length),
                string.Create(CultureInfo.InvariantCulture, $"bytes {start}-{start + length - 1}/{total}")),
        };
    }

    private static MockResponse Part(Clip clip, int statusCode, ReadOnlyMemory<byte> body, string? contentRange)
    {
        var headers = new List<KeyValuePair<string, string>> { new("ETag", clip.EntityTag), new("Accept-Ranges", RangeUnit) };
        if (contentRange is not null)
            headers.Add(new("Content-Range", contentRange));

        return new MockResponse { StatusCode = statusCode, ContentType = ContentType, Body = body, Headers = headers };
    }

    /// <summary>
    /// The one range that a request asks for, with length zero when it lies outside of the file; null when the whole file is to be sent.
    /// </summary>
    /// <remarks>A request for several ranges or a malformed one gets the whole file, as HTTP allows.</remarks>
    private static (int Start, int Length)? RangeOf(IHeaderDictionary headers, string entityTag, int total)
    {
        if (headers.Range.Count != 1
            || !RangeHeaderValue.TryParse(headers.Range[0], out var header)
            || header is not { Unit: RangeUnit, Ranges.Count: 1 }
            || (headers.IfRange.Count > 0 && headers.IfRange[0] != entityTag))
        {
            return null;
        }

        var range = header.Ranges.First();
        var start = range.From ?? Math.Max(0, total - range.To!.Value);
        var end = range.From is null ? total - 1 : Math.Min(range.To ?? total - 1, total - 1);
        return start > end ? (0, 0) : ((int)start, (int)(end - start + 1));
    }

    /// <summary>One embedded clip.</summary>
    internal sealed class Clip
    {
        private const string Folder = "videos/";
        private const string Usual = "16x9";
        private const int TagBytes = 8;

        private static readonly Dictionary<string, Clip> Clips = EmbeddedFiles.Names(Folder)
            .ToDictionary(
                name => name[Folder.Length..^Extension.Length], name => new Clip(EmbeddedFiles.Read(name)), StringComparer.Ordinal);

        private Clip(byte[] content)
        {
            Content = content;
            EntityTag = $"\"{Convert.ToHexString(SHA256.HashData(content).AsSpan(0, TagBytes))}\"";
        }

        public ReadOnlyMemory<byte> Content { get; }

        /// <summary>A strong tag made from the content, in quotes as it is sent.</summary>
        public string EntityTag { get; }

        /// <summary>The clip of this aspect ratio; the usual clip when the ratio is unknown or was left to the service.</summary>
        public static Clip For(string? shape) => Clips.GetValueOrDefault(NameOf(shape)) ?? Clips[Usual];

        // A colon cannot stand in a file name everywhere: 16:9 is 16x9.mp4.
        private static string NameOf(string? shape) => (shape ?? "").Replace(':', 'x');
    }
}
