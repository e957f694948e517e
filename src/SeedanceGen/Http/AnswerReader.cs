using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Reads an answer into its type; whatever else comes is a typed error.</summary>
internal sealed class AnswerReader(SeedanceConnection connection)
{
    private readonly FailureMapper _failures = new(connection);

    public async ValueTask<TResponse> ReadAsync<TResponse>(
        ApiCall call, HttpResponseMessage response, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        var maxBytes = connection.Options.MaxResponseBytes;
        var length = response.Content.Headers.ContentLength ?? 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = length > maxBytes
                ? null
                : await PooledBuffer.ReadAsync(stream, (int)length, maxBytes, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw _failures.FromErrorAnswer(call, response, body is null ? [] : body.Span);

            return body is null
                ? throw _failures.FromTooLargeAnswer(call, response)
                : Deserialize(call, response, body, responseType);
        }
    }

    private TResponse Deserialize<TResponse>(
        ApiCall call, HttpResponseMessage response, PooledBuffer body, JsonTypeInfo<TResponse> responseType)
    {
        try
        {
            if (JsonSerializer.Deserialize(body.Span, responseType) is { } result && IsUsable(result))
                return result;
        }
        catch (JsonException exception)
        {
            throw _failures.FromUndescribedAnswer(call, response, body.Span, exception);
        }

        throw _failures.FromUndescribedAnswer(call, response, body.Span, exception: null);
    }

    /// <summary>Whether an answer that could be read is one: it names its job, and an acceptance does not say that it is none.</summary>
    private static bool IsUsable<TResponse>(TResponse result) => result switch
    {
        VideoGenerationAccepted accepted => accepted.Success && !string.IsNullOrEmpty(accepted.RequestId),
        VideoGeneration generation => !string.IsNullOrEmpty(generation.RequestId),
        VideoGenerationCancelled cancelled => !string.IsNullOrEmpty(cancelled.RequestId),
        _ => true,
    };
}
