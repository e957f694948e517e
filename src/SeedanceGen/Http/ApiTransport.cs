using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using SeedanceGen.Errors;

namespace SeedanceGen.Http;

/// <summary>Sends operations, as often as is safe, and reads their responses. Everything else becomes a typed error.</summary>
/// <remarks>
/// Addresses without a parameter and all headers are made once for each client. Headers are set as text: the platform stores text as it is,
/// and would parse and format a header object for each request.
/// </remarks>
internal sealed class ApiTransport : SeedanceRawClient
{
    private const string Json = "application/json";

    private readonly SeedanceConnection _connection;
    private readonly SeedanceClientOptions _options;
    private readonly ResiliencePipeline _retries;
    private readonly FailureMapper _failures;
    private readonly ResponseReader _responses;
    private readonly RateLimitGate _gate;
    private readonly string _root;
    private readonly Dictionary<string, Uri> _fixedAddresses;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _authorization;

    public ApiTransport(SeedanceConnection connection)
    {
        _connection = connection;
        _options = connection.Options;
        _retries = RetryPipeline.Create(connection.Options, connection.Telemetry);
        _failures = new FailureMapper(connection);
        _responses = new ResponseReader(connection, _failures);
        _gate = new RateLimitGate(connection.Options.TimeProvider);
        _root = connection.BaseAddress.AbsoluteUri.TrimEnd('/');
        _authorization = "Bearer " + connection.ApiKey;
        _fixedAddresses = SeedanceOperations.All
            .Select(operation => operation.PathTemplate)
            .Where(path => !path.Contains('{', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(path => path, path => new Uri(_root + path), StringComparer.Ordinal);
    }

    protected override Task<TResponse> SendAsync<TResponse>(
        ApiOperation operation, string path, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken) =>
        CallAsync(new ApiCall(operation, AddressOf(path), body: null, _options), responseType, cancellationToken);

    protected override Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiOperation operation,
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, requestType);
        return CallAsync(new ApiCall(operation, AddressOf(path), bytes, _options), responseType, cancellationToken);
    }

    private Uri AddressOf(string path) => _fixedAddresses.TryGetValue(path, out var address) ? address : new Uri(_root + path);

    /// <summary>Makes the first attempt. Only a call that needs another one pays for the retry pipeline.</summary>
    private async Task<TResponse> CallAsync<TResponse>(
        ApiCall call, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
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

        return await RetryAsync(call, responseType, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the remaining attempts, with pauses, within <see cref="SeedanceClientOptions.TotalTimeout"/>.</summary>
    private async Task<TResponse> RetryAsync<TResponse>(
        ApiCall call, JsonTypeInfo<TResponse> responseType, CancellationToken cancellationToken)
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
            // The total timeout ended a pause: the caller needs the error of the last attempt.
            throw call.LastFailure ?? _failures.NotSent(call, exception);
        }
        catch (OperationCanceledException exception)
            when (cancellationToken.IsCancellationRequested && exception.CancellationToken != cancellationToken)
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
            using var request = RequestOf(call);
            response = await _connection.Http.SendAsync(request, timer.Token).ConfigureAwait(false);
            return await _responses.ReadAsync(call, response, responseType, timer.Token).ConfigureAwait(false);
        }
        catch (SeedanceException exception)
        {
            RecordRetryAfter(call, exception, round);
            throw;
        }
        catch (Exception exception) when (call.Operation.ChargesCredits || exception is not ObjectDisposedException)
        {
            var failure = _failures.FromBrokenExchange(call, exception, response, caller);
            RecordRetryAfter(call, failure as SeedanceException, round);
            throw failure;
        }
        finally
        {
            response?.Dispose();
        }
    }

    private HttpRequestMessage RequestOf(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Operation.Method, call.Address);
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", Json);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);
        }

        return request;
    }

    /// <summary>Makes all calls of the client keep the pause that one response asked for, also when that response was unusable.</summary>
    private void RecordRetryAfter(ApiCall call, SeedanceException? exception, int round)
    {
        var response = exception switch
        {
            SeedanceApiException refused => refused.Response,
            SubmissionOutcomeUnknownException unknown => unknown.Response,
            _ => null,
        };
        if (response is null || exception?.Failure is not { Kind: FailureKind.Status } failure)
            return;

        if (failure.RetryAfter is { } pause)
        {
            _gate.Close(response, pause);
            _connection.Telemetry.AskedToPause(call.Operation, response, pause);
        }
        else if (failure.Status == HttpStatusCode.TooManyRequests)
        {
            _gate.Close(response, _options, round);
        }
    }
}
