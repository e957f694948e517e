using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;

namespace SeedanceGen.Http;

/// <summary>Sends one operation, as often as is safe, and reads its answer, or says in a typed error what is known of it.</summary>
internal sealed class ApiTransport
{
    private readonly SeedanceConnection _connection;
    private readonly SeedanceClientOptions _options;
    private readonly RequestFactory _requests;
    private readonly ResiliencePipeline _retries;
    private readonly FailureMapper _failures;
    private readonly AnswerReader _answers;
    private readonly RateLimitGate _gate;

    public ApiTransport(SeedanceConnection connection)
    {
        _connection = connection;
        _options = connection.Options;
        _requests = new RequestFactory(connection);
        _retries = RetryPipeline.Create(connection.Options, connection.Telemetry);
        _failures = new FailureMapper(connection);
        _answers = new AnswerReader(connection, _failures);
        _gate = new RateLimitGate(connection.Options.TimeProvider);
    }

    public Task<TResponse> SendAsync<TResponse>(
        ApiOperation operation, string path, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        CallAsync(new ApiCall(operation, _requests.AddressOf(path), body: null, _options), responseType, cancellationToken);

    public Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiOperation operation,
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken) =>
        CallAsync(
            new ApiCall(operation, _requests.AddressOf(path), JsonSerializer.SerializeToUtf8Bytes(body, requestType), _options),
            responseType,
            cancellationToken);

    /// <summary>The first attempt; only a call that goes on after it pays for what that takes.</summary>
    private async Task<TResponse> CallAsync<TResponse>(ApiCall call, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _connection.ThrowIfDisposed();
        if (_gate.IsOpen)
        {
            try
            {
                return await AttemptAsync(call, responseType, cancellationToken, cancellationToken).ConfigureAwait(false);
            }
            catch (SeedanceException exception) when (_options.MaxAttempts > 1 && RetryPipeline.MayRepeat(call, exception))
            {
                (call.FirstFailure, call.LastFailure) = (exception, exception);
            }
        }

        return await PersistAsync(call, responseType, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All attempts that are left, and the pauses between them, within <see cref="SeedanceClientOptions.TotalTimeout"/>.</summary>
    private async Task<TResponse> PersistAsync<TResponse>(ApiCall call, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(call.Remaining, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, either.Token);
        context.Properties.Set(RetryPipeline.Call, call);
        try
        {
            return await _retries.ExecuteAsync(
                static (context, state) => state.Call.TakeFirstFailure() is { } failure
                    ? ValueTask.FromException<TResponse>(failure)
                    : state.Transport.AttemptAsync(state.Call, state.ResponseType, state.Caller, context.CancellationToken),
                context,
                (Transport: this, Call: call, ResponseType: responseType, Caller: cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The budget ended in a pause: what the last attempt failed with is what the caller needs to know.
            throw call.LastFailure ?? _failures.NotSent(call, exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested && exception.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(exception.Message, exception.InnerException, cancellationToken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<TResponse> AttemptAsync<TResponse>(
        ApiCall call, JsonTypeInfo<TResponse> responseType, CancellationToken caller, CancellationToken callToken)
    {
        await _gate.PassAsync(call, callToken).ConfigureAwait(false);
        var round = _gate.Round;
        using var timer = new CancellationTokenSource(call.AttemptTimeout, _options.TimeProvider);
        using var link = callToken.UnsafeRegister(static timer => ((CancellationTokenSource)timer!).Cancel(), timer);
        HttpResponseMessage? response = null;
        try
        {
            using var request = _requests.Create(call);
            response = await _connection.Http.SendAsync(request, timer.Token).ConfigureAwait(false);
            return await _answers.ReadAsync(call, response, responseType, timer.Token).ConfigureAwait(false);
        }
        catch (SeedanceException exception)
        {
            KeepPause(call, exception, round);
            throw;
        }
        catch (Exception exception) when (call.Operation.ChargesCredits || exception is not ObjectDisposedException)
        {
            var failure = _failures.FromBrokenExchange(call, exception, response, caller);
            KeepPause(call, failure as SeedanceException, round);
            throw failure;
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <summary>A pause that one call was asked to make is made by all calls of the client, also when the answer was not usable otherwise.</summary>
    private void KeepPause(ApiCall call, SeedanceException? exception, int round)
    {
        var answer = exception switch
        {
            SeedanceApiException refused => refused.Response,
            SubmissionOutcomeUnknownException unknown => unknown.Response,
            _ => null,
        };
        if (answer is not null && exception?.Failure is { RetryAfter: null, Kind: FailureKind.Status, Status: System.Net.HttpStatusCode.TooManyRequests })
            _gate.Close(answer, _options, round);
        if (answer is null || exception?.Failure is not { RetryAfter: { } pause, Kind: FailureKind.Status })
            return;

        _gate.Close(answer, pause);
        _connection.Telemetry.AskedToPause(call.Operation, answer, pause);
    }
}
