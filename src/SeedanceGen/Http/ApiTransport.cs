using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Sends one operation and reads its answer.</summary>
internal abstract class ApiTransport
{
    public abstract Task<TResponse> SendAsync<TResponse>(
        ApiOperation operation, string path, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken);

    public abstract Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiOperation operation,
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken);
}
