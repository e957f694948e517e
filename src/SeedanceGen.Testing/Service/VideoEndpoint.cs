using System.Globalization;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Plays the storage host behind <c>output.url</c>. The service's storage is another host that must never see the API key: here it is a
/// path of the mock server, and a request with credentials is refused and marked in the journal.
/// </summary>
internal sealed class VideoEndpoint(MockServerState state)
{
    private const string Prefix = "/__seedance/videos/";
    private const string Extension = ".mp4";
    private const string ContentType = "video/mp4";

    public static Uri UrlOf(string requestId, Uri baseAddress) => new(baseAddress, $"{Prefix}{requestId}{Extension}");

    public static bool Owns(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The id in the path of a video, whether there is such a job or not; null when there is none.</summary>
    public static string? JobOf(string path)
    {
        var name = path.AsSpan(Prefix.Length);
        return name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length].ToString() : null;
    }

    public MockResponse Respond(MockRequest request, out string? requestId)
    {
        requestId = null;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return ErrorResponses.MethodNotAllowed(request.Method, request.Path, [HttpMethods.Get, HttpMethods.Head]);

        if (JobOf(request.Path) is not { } name || !state.Jobs.TryFind(name, out var job))
            return ErrorResponses.NoVideo(request.Path);

        requestId = job.RequestId;
        if (state.Keys.CarriedIn(request) is not null)
            return ErrorResponses.KeyLeak;

        return job.Status == GenerationStatus.Succeeded
            ? Send(VideoClip.For(job.Asked.AspectRatio), request.Headers)
            : ErrorResponses.NoVideo(request.Path);
    }

    private static MockResponse Send(VideoClip clip, IHeaderDictionary headers)
    {
        var total = clip.Content.Length;
        if (headers.IfNoneMatch.Contains(clip.EntityTag))
            return Part(clip, StatusCodes.Status304NotModified, default, contentRange: null);

        return ByteRange.Of(headers, clip.EntityTag, total) switch
        {
            null => Part(clip, StatusCodes.Status200OK, clip.Content, contentRange: null),
            { Length: 0 } => Part(
                clip, StatusCodes.Status416RangeNotSatisfiable, default, string.Create(CultureInfo.InvariantCulture, $"bytes */{total}")),
            { } range => Part(
                clip,
                StatusCodes.Status206PartialContent,
                clip.Content.Slice(range.Start, range.Length),
                string.Create(CultureInfo.InvariantCulture, $"bytes {range.Start}-{range.Start + range.Length - 1}/{total}")),
        };
    }

    private static MockResponse Part(VideoClip clip, int statusCode, ReadOnlyMemory<byte> body, string? contentRange)
    {
        var headers = new List<KeyValuePair<string, string>> { new("ETag", clip.EntityTag), new("Accept-Ranges", "bytes") };
        if (contentRange is not null)
            headers.Add(new("Content-Range", contentRange));

        return new MockResponse { StatusCode = statusCode, ContentType = ContentType, Body = body, Headers = headers };
    }
}
