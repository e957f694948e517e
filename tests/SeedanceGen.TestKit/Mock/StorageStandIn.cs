using System.Collections.Concurrent;
using System.Web;

namespace SeedanceGen.TestKit.Mock;

/// <summary>
/// Storage that speaks as much of S3 as presigned addresses need, on this machine: it stores what is put and serves what is read, and
/// rejects a request without a signature.
/// </summary>
public sealed class StorageStandIn : IAsyncDisposable
{
    private const int Ok = 200;
    private const int Forbidden = 403;
    private const int NotFound = 404;

    private readonly LoopbackServer _server;
    private int _requests;

    public StorageStandIn() => _server = new LoopbackServer((request, _) => Task.FromResult(Respond(request)));

    public Uri Address => _server.Address;

    /// <summary>The stored bytes, by bucket and key: <c>bucket/seedance/….png</c>.</summary>
    public ConcurrentDictionary<string, (byte[] Bytes, string? ContentType)> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of requests, also of those that were rejected.</summary>
    public int Requests => _requests;

    /// <summary>The status of every upload; 200 stores it.</summary>
    public int UploadStatus { get; set; } = Ok;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LoopbackResponse Respond(LoopbackRequest request)
    {
        Interlocked.Increment(ref _requests);
        var key = Uri.UnescapeDataString(request.Url.AbsolutePath).TrimStart('/');
        if (!IsSigned(request.Url.Query))
            return new LoopbackResponse(Forbidden);

        if (request.Method == HttpMethod.Put.Method)
        {
            if (UploadStatus == Ok)
                Objects[key] = (request.Body, request.Headers.GetValueOrDefault("Content-Type"));
            return new LoopbackResponse(UploadStatus);
        }

        return Objects.TryGetValue(key, out var stored)
            ? new LoopbackResponse(Ok, stored.Bytes, ("Content-Type", stored.ContentType))
            : new LoopbackResponse(NotFound);
    }

    private static bool IsSigned(string query)
    {
        var fields = HttpUtility.ParseQueryString(query);
        return fields["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256" && fields["X-Amz-Signature"]?.Length == 64
            && fields.GetValues("X-Amz-Credential")?.Length == 1 && fields.GetValues("X-Amz-Expires")?.Length == 1;
    }
}
