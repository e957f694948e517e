using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;

namespace SeedanceGen.Http;

/// <summary>Reads a response into its type. Every other response becomes a typed error.</summary>
internal sealed class ResponseReader(SeedanceConnection connection, FailureMapper failures)
{
    private readonly OddResponseReader _odd = new(connection, failures);

    public async ValueTask<TResponse> ReadAsync<TResponse>(
        ApiCall call, HttpResponseMessage response, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken)
    {
        var maxBytes = connection.Options.MaxResponseBytes;
        var length = response.Content.Headers.ContentLength ?? 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = PooledBuffer.Rent((int)Math.Min(length, maxBytes), maxBytes);
            var isWhole = await FillAsync(call, response, body, stream, length, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return ReadError(call, response, isWhole ? body.Span : [], responseType);

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
        ApiCall call, HttpResponseMessage response, PooledBuffer body, Stream stream, long length, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            if (length <= connection.Options.MaxResponseBytes || call.Operation.ChargesCredits)
                isWhole = await body.FillAsync(stream, cancellationToken).ConfigureAwait(false);
            // A response that quotes its request repeats the key, which would reach results, errors and logs.
            connection.Mask(body.Written);
            return isWhole;
        }
        finally
        {
            if (!isWhole && call.Operation.ChargesCredits)
                call.RecoveredRequestId = RecoveredRequestId.In(ResponseText.Of(response, body.Span, connection).Bytes);
        }
    }

    private TResponse Deserialize<TResponse>(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<TResponse>? responseType)
    {
        call.Capture?.Take(response, body, connection);
        if (responseType is null)
            return ReadPlain<TResponse>(call, response, body);

        Exception? fault = null;
        try
        {
            if (JsonSerializer.Deserialize(PrintableJson.Of(body), responseType) is { } result && IsUsable(call, result))
                return result;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            fault = exception;
        }

        return ReadOdd(call, response, body, responseType, fault);
    }

    /// <summary>A response of success that is not exactly what the API describes.</summary>
    private TResponse ReadOdd<TResponse>(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<TResponse> responseType, Exception? fault)
    {
        var text = ResponseText.Of(response, body, connection);
        call.Capture?.Take(response, text.Bytes, connection);
        if (text.IsCut)
        {
            call.RecoveredRequestId = RecoveredRequestId.In(text.Bytes);
            throw failures.FromTooLargeResponse(call, response);
        }

        return _odd.TryRead(call, response, text, responseType, out var result)
            ? result!
            : throw failures.FromUndescribedResponse(call, response, text, fault);
    }

    /// <summary>A response with an error status: an error, unless it is the acceptance of a job all the same.</summary>
    private TResponse ReadError<TResponse>(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonTypeInfo<TResponse>? responseType)
    {
        var text = ResponseText.Of(response, body, connection);
        if (call.Operation.ChargesCredits && responseType is not null && !text.IsCut
            && _odd.TryRead(call, response, text, responseType, out var result))
        {
            call.Capture?.Take(response, text.Bytes, connection);
            return result!;
        }

        throw failures.FromErrorResponse(call, response, PrintableJson.Of(text.Bytes));
    }

    /// <summary>A text, or the body of an operation that returns none. Either may be the error envelope.</summary>
    private TResponse ReadPlain<TResponse>(ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (!ResponseText.IsPlain(response, body))
            body = ResponseText.Of(response, body, connection).Bytes;
        if (call.Operation.ReturnsText)
            return (TResponse)(object)Encoding.UTF8.GetString(body);

        return body.IsEmpty || !ErrorResponseReader.IsEnvelope(body)
            ? default!
            : throw failures.FromUndescribedResponse(call, response, ResponseText.Of(response, body, connection), exception: null);
    }

    /// <summary>A usable response names its job, and an acceptance does not deny its success.</summary>
    private static bool IsUsable<TResponse>(ApiCall call, TResponse result) => result is not IJobFacts facts
        || (call.Operation.ChargesCredits
            ? facts.Success && !(facts.NamesJob && (ApiPath.FaultOf(facts.Id) is not null || IsMended(facts.Id)))
            : !(facts.NamesJob && string.IsNullOrEmpty(facts.Id)));

    /// <summary>Whether an id had a character that is no text: it would find no job.</summary>
    private static bool IsMended(string? id) => id?.Contains('\uFFFD', StringComparison.Ordinal) == true;
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

    /// <summary>The same bytes, to change in place: a secret among them is overwritten.</summary>
    public Span<byte> Written => _array.AsSpan(0, Length);

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

/// <summary>The bytes of a response. A read for which nothing comes in time fails.</summary>
internal sealed class IdleTimeoutStream(Stream inner, TimeSpan timeout, TimeProvider clock) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var idle = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            return await inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came for {timeout} ({nameof(SeedanceClientOptions.AttemptTimeout)}).", exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
