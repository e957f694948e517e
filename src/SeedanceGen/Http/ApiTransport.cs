using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Sends one operation and reads its answer, or says in a typed error what is known of it.</summary>
internal sealed class ApiTransport(SeedanceConnection connection)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");

    private readonly string _root = connection.BaseAddress.AbsoluteUri.TrimEnd('/');
    private readonly FailureMapper _failures = new(connection);

    public Task<TResponse> SendAsync<TResponse>(
        ApiOperation operation, string path, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        ExchangeAsync(operation, path, content: null, responseType, cancellationToken);

    public Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiOperation operation,
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, requestType));
        content.Headers.ContentType = Json;
        return ExchangeAsync(operation, path, content, responseType, cancellationToken);
    }

    private async Task<TResponse> ExchangeAsync<TResponse>(
        ApiOperation operation, string path, HttpContent? content, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(connection.Options.AttemptTimeout, connection.Options.TimeProvider);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(operation.Method, new Uri(_root + path)) { Content = content };
        request.Headers.Authorization = connection.Authorization;
        request.Headers.Accept.Add(AcceptJson);
        request.Headers.UserAgent.Add(UserAgent.Product);

        HttpResponseMessage? response = null;
        try
        {
            response = await connection.Http.SendAsync(request, attempt.Token).ConfigureAwait(false);
            return await ReadAsync(operation, response, responseType, attempt.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            throw _failures.FromBrokenExchange(operation, exception, answered: response is not null, timeout.IsCancellationRequested, cancellationToken);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async Task<TResponse> ReadAsync<TResponse>(
        ApiOperation operation, HttpResponseMessage response, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        var maxBytes = connection.Options.MaxResponseBytes;
        var length = response.Content.Headers.ContentLength ?? 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = length > maxBytes
                ? null
                : await PooledBuffer.ReadAsync(stream, (int)length, maxBytes, cancellationToken).ConfigureAwait(false);
            if (body is null)
                throw _failures.FromUnreadableAnswer(operation, response, string.Empty, $"its body is larger than {maxBytes} bytes ({nameof(SeedanceClientOptions.MaxResponseBytes)})");

            if (!response.IsSuccessStatusCode)
                throw _failures.FromErrorAnswer(operation, response, body);

            try
            {
                if (JsonSerializer.Deserialize(body.Span, responseType) is { } result)
                    return result;
            }
            catch (JsonException exception)
            {
                throw _failures.FromUndescribedAnswer(operation, response, body, exception);
            }

            throw _failures.FromUndescribedAnswer(operation, response, body, exception: null);
        }
    }
}
