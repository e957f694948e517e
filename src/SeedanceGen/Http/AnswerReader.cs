using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Reads an answer into its type; whatever else comes is a typed error.</summary>
internal sealed class AnswerReader(SeedanceConnection connection, FailureMapper failures)
{
    public async ValueTask<TResponse> ReadAsync<TResponse>(
        ApiCall call, HttpResponseMessage response, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        var maxBytes = connection.Options.MaxResponseBytes;
        var length = response.Content.Headers.ContentLength ?? 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = PooledBuffer.Rent((int)Math.Min(length, maxBytes), maxBytes);
            var isWhole = await FillAsync(call, body, stream, length, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw failures.FromErrorAnswer(call, response, isWhole ? body.Span : []);

            return isWhole
                ? Deserialize(call, response, body.Span, responseType)
                : throw failures.FromTooLargeAnswer(call, response);
        }
    }

    /// <summary>Reads the body, unless it is too large; what came of one that is not whole may still name the job that was paid for.</summary>
    private async ValueTask<bool> FillAsync(ApiCall call, PooledBuffer body, Stream stream, long length, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            if (length <= connection.Options.MaxResponseBytes || call.Operation.ChargesCredits)
                isWhole = await body.FillAsync(stream, cancellationToken).ConfigureAwait(false);
            // An answer that repeats the key, as one that quotes its request does, would carry it into results, errors and logs.
            body.Mask(connection.KeyBytes);
            return isWhole;
        }
        finally
        {
            if (!isWhole && call.Operation.ChargesCredits)
                call.NamedJob = NamedJob.In(body.Span);
        }
    }

    private TResponse Deserialize<TResponse>(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<TResponse> responseType)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, responseType) is { } result && IsUsable(result))
                return result;
        }
        catch (JsonException exception)
        {
            throw failures.FromUndescribedAnswer(call, response, body, exception);
        }

        throw failures.FromUndescribedAnswer(call, response, body, exception: null);
    }

    /// <summary>Whether an answer that could be read is one: it names its job, and an acceptance does not say that it is none.</summary>
    private static bool IsUsable<TResponse>(TResponse result) => result switch
    {
        VideoGenerationAccepted accepted => accepted.Success && !string.IsNullOrWhiteSpace(accepted.RequestId),
        VideoGeneration generation => !string.IsNullOrEmpty(generation.RequestId),
        VideoGenerationCancelled cancelled => !string.IsNullOrEmpty(cancelled.RequestId),
        _ => true,
    };
}
