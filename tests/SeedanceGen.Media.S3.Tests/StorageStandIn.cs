using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Media.S3.Tests;

/// <summary>
/// Storage that speaks as much of S3 as presigned addresses need, on this machine: it stores what is put and serves what is read, and
/// rejects a request without a signature.
/// </summary>
internal sealed class StorageStandIn : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StorageStandIn(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    /// <summary>The stored bytes, by bucket and key: <c>bucket/seedance/….png</c>.</summary>
    public ConcurrentDictionary<string, (byte[] Bytes, string? ContentType)> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of requests, also of those that were rejected.</summary>
    public int Requests { get; private set; }

    /// <summary>The status of every upload; 200 stores it.</summary>
    public int UploadStatus { get; set; } = StatusCodes.Status200OK;

    public static async Task<StorageStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var storage = new StorageStandIn(application);
        application.Run(storage.RespondAsync);
        await application.StartAsync();
        return storage;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        Requests++;
        var key = context.Request.Path.Value!.TrimStart('/');
        if (!IsSigned(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (HttpMethods.IsPut(context.Request.Method))
        {
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes);
            if (UploadStatus == StatusCodes.Status200OK)
                Objects[key] = (bytes.ToArray(), context.Request.ContentType);
            context.Response.StatusCode = UploadStatus;
        }
        else if (Objects.TryGetValue(key, out var stored))
        {
            context.Response.ContentType = stored.ContentType;
            await context.Response.Body.WriteAsync(stored.Bytes);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static bool IsSigned(HttpRequest request) =>
        request.Query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
        && request.Query["X-Amz-Signature"].ToString().Length == 64
        && request.Query["X-Amz-Credential"].Count == 1
        && request.Query["X-Amz-Expires"].Count == 1;
}
