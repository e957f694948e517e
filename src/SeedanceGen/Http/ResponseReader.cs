using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Http;

/// <summary>Reads a response into its type. Every other response becomes a typed error.</summary>
internal sealed class ResponseReader(SeedanceConnection connection, FailureMapper failures)
{
    public async ValueTask<TResponse> ReadAsync<TResponse>(
        ApiCall call, HttpResponseMessage response, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken)
    {
        var maxBytes = connection.Options.MaxResponseBytes;
        var length = response.Content.Headers.ContentLength ?? 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = PooledBuffer.Rent((int)Math.Min(length, maxBytes), maxBytes);
            var isWhole = await FillAsync(call, body, stream, length, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw failures.FromErrorResponse(call, response, isWhole ? body.Span : []);

            return isWhole
                ? Deserialize(call, response, body.Span, responseType)
                : throw failures.FromTooLargeResponse(call, response);
        }
    }

    /// <summary>Hands a response on to a caller who reads its bytes.</summary>
    public async ValueTask<BinaryResponse> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new BinaryResponse(
            new IdleTimeoutStream(stream, connection.Options.AttemptTimeout, connection.Options.TimeProvider),
            response.StatusCode,
            ErrorResponseReader.ReadHeaders(response, connection),
            response);
    }

    /// <summary>
    /// Reads the body unless it is too large. Of a submission, the part that came is searched for the id of the job, which may be charged.
    /// </summary>
    private async ValueTask<bool> FillAsync(
        ApiCall call, PooledBuffer body, Stream stream, long length, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            if (length <= connection.Options.MaxResponseBytes || call.Operation.ChargesCredits)
                isWhole = await body.FillAsync(stream, cancellationToken).ConfigureAwait(false);
            // A response that quotes its request repeats the key, which would reach results, errors and logs.
            body.Mask(connection.KeyBytes);
            return isWhole;
        }
        finally
        {
            if (!isWhole && call.Operation.ChargesCredits)
                call.RecoveredRequestId = RecoveredRequestId.In(body.Span);
        }
    }

    private TResponse Deserialize<TResponse>(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<TResponse>? responseType)
    {
        call.Capture?.Take(response, body, connection);
        if (responseType is null)
            return ReadPlain<TResponse>(call, response, body);

        try
        {
            if (JsonSerializer.Deserialize(body, responseType) is { } result && IsUsable(call, result))
                return result;
        }
        catch (JsonException exception)
        {
            throw failures.FromUndescribedResponse(call, response, body, exception);
        }

        throw failures.FromUndescribedResponse(call, response, body, exception: null);
    }

    /// <summary>A text, or the body of an operation that returns none. Either may be the error envelope.</summary>
    private TResponse ReadPlain<TResponse>(ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (call.Operation.ReturnsText)
            return (TResponse)(object)Encoding.UTF8.GetString(body);

        return body.IsEmpty || !ErrorResponseReader.IsEnvelope(body)
            ? default!
            : throw failures.FromUndescribedResponse(call, response, body, exception: null);
    }

    /// <summary>A usable response names its job, and an acceptance does not deny its success.</summary>
    private static bool IsUsable<TResponse>(ApiCall call, TResponse result) => result is not IJobFacts facts
        || (call.Operation.ChargesCredits
            ? facts.Success && !(facts.NamesJob && string.IsNullOrWhiteSpace(facts.Id))
            : !(facts.NamesJob && string.IsNullOrEmpty(facts.Id)));
}

/// <summary>The bytes of one response, in a rented array.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private readonly int _maxBytes;
    private byte[] _array;

    private PooledBuffer(byte[] array, int maxBytes) => (_array, _maxBytes) = (array, maxBytes);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, Length);

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="expectedBytes">The number of bytes that will probably come.</param>
    /// <param name="maxBytes">The highest number of bytes that is read.</param>
    public static PooledBuffer Rent(int expectedBytes, int maxBytes) =>
        new(ArrayPool<byte>.Shared.Rent(Math.Clamp(expectedBytes + 1, 1024, maxBytes + 1)), maxBytes);

    /// <summary>Reads a stream to its end. The bytes that came stay when that fails.</summary>
    /// <returns>True at the end of the stream; false when it has more bytes than may be read.</returns>
    public async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await stream.ReadAsync(_array.AsMemory(Length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            Length += read;
            if (Length > _maxBytes)
                return false;
            if (Length == _array.Length)
                Grow();
        }

        return true;
    }

    /// <summary>Overwrites every occurrence of a secret and nothing else.</summary>
    public void Mask(ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
            return;

        var rest = _array.AsSpan(0, Length);
        for (var at = rest.IndexOf(secret); at >= 0; at = rest.IndexOf(secret))
        {
            rest.Slice(at, secret.Length).Fill((byte)'*');
            rest = rest[(at + secret.Length)..];
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(Span);

    public void Dispose()
    {
        var array = _array;
        _array = [];
        Length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_array.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
