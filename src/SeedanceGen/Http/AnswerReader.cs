using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Reads an answer into its type; whatever else comes is a typed error.</summary>
internal sealed class AnswerReader(SeedanceConnection connection)
{
    private readonly FailureMapper _failures = new(connection);

    public async ValueTask<TResponse> ReadAsync<TResponse>(
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
                throw _failures.FromTooLargeAnswer(operation, response);

            return response.IsSuccessStatusCode
                ? Deserialize(operation, response, body, responseType)
                : throw _failures.FromErrorAnswer(operation, response, body.Span);
        }
    }

    private TResponse Deserialize<TResponse>(
        ApiOperation operation, HttpResponseMessage response, PooledBuffer body, JsonTypeInfo<TResponse> responseType)
    {
        try
        {
            if (JsonSerializer.Deserialize(body.Span, responseType) is { } result)
                return result;
        }
        catch (JsonException exception)
        {
            throw _failures.FromUndescribedAnswer(operation, response, body.Span, exception);
        }

        throw _failures.FromUndescribedAnswer(operation, response, body.Span, exception: null);
    }
}
