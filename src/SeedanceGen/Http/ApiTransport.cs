using System.Net;
using System.Text.Json.Serialization.Metadata;
using Polly;
using SeedanceGen.Configuration;
using SeedanceGen.Errors;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Http;

/// <summary>Sends operations, repeats them where that is safe, and reads their responses. Every failure becomes a typed error.</summary>
internal sealed class ApiTransport : SeedanceApi
{
    private readonly SeedanceConnection _connection;
    private readonly SeedanceClientOptions _options;
    private readonly ResiliencePipeline _retries;
    private readonly FailureMapper _failures;
    private readonly ResponseReader _responses;
    private readonly RateLimitGate _gate;
    private readonly CreditGuard _credits;
    private readonly ProvidedKeys _keys;

    public ApiTransport(SeedanceConnection connection, CreditGuard credits)
    {
        _connection = connection;
        _credits = credits;
        _options = connection.Options;
        _retries = RetryPipeline.Create(connection.Options, connection.Telemetry);
        _failures = new FailureMapper(connection);
        _responses = new ResponseReader(connection, _failures);
        _keys = new ProvidedKeys(connection);
        _gate = new RateLimitGate(connection.Options.TimeProvider);
    }

    internal override Task<TResponse> SendAsync<TResponse>(
        ApiRequest request, JsonTypeInfo<TResponse>? responseType, CallOptions? options, CancellationToken cancellationToken) =>
        SendAsync(request, CallOf(request, options), responseType, cancellationToken);

    /// <summary>Sends a call of the course of a job.</summary>
    public Task<TResponse> SendAsync<TResponse>(TypedRequest<TResponse> call, CancellationToken cancellationToken) =>
        SendAsync(call.Request, call.ResponseType, options: null, cancellationToken);

    internal override async Task<ApiResponse<TResponse>> SendWithResponseAsync<TResponse>(
        ApiRequest request, JsonTypeInfo<TResponse>? responseType, CallOptions? options, CancellationToken cancellationToken)
    {
        var capture = new ResponseCapture();
        var value = await SendAsync(request, CallOf(request, options, capture), responseType, cancellationToken).ConfigureAwait(false);
        return new ApiResponse<TResponse>(value, capture.StatusCode, capture.Headers, capture.Body);
    }

    internal override async Task<ApiResponse> SendForResponseAsync(
        ApiRequest request, CallOptions? options, CancellationToken cancellationToken) =>
        await SendWithResponseAsync<NoContent>(request, responseType: null, options, cancellationToken).ConfigureAwait(false);

    internal override Task<BinaryResponse> OpenAsync(ApiRequest request, CallOptions? options, CancellationToken cancellationToken) =>
        SendAsync<BinaryResponse>(request, CallOf(request, options, streams: true), responseType: null, cancellationToken);

    /// <summary>Sends a call that the service charges, and counts its price.</summary>
    public async ValueTask<(TResponse Response, JobSubmission? Submission)> ChargeAsync<TResponse>(
        ApiRequest request, ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken)
    {
        if (request.Violations is { } violations)
            throw new SeedanceValidationException(violations) { SubmissionWasNotCharged = true };

        await _credits.EnterAsync(cancellationToken).ConfigureAwait(false);
        call.Begin(_connection.Access);
        JobSubmission? submission = null;
        var model = call.Job?.Model;
        try
        {
            submission = _connection.Telemetry.BeginSubmission(model);
            var response = await CallAsync(call, responseType, cancellationToken).ConfigureAwait(false);
            var facts = response as IJobFacts;
            _credits.Add(facts?.Credits);
            _connection.Telemetry.Submitted(submission, model, facts, call.Operation);
            return (response, submission);
        }
        catch (Exception exception)
        {
            if (exception is UnusableJobIdException { CreditsCharged: var price })
                _credits.Add(price);
            else if (exception is SubmissionOutcomeUnknownException or { InnerException: SubmissionOutcomeUnknownException })
                _credits.AddUncertain();
            else if (exception is SeedanceException failed)
                failed.SubmissionWasNotCharged = true;
            _connection.Telemetry.SubmissionFailed(submission, model, exception);
            throw;
        }
        finally
        {
            _credits.Leave();
        }
    }

    public ApiCall CallOf(ApiRequest request, CallOptions? options, ResponseCapture? capture = null, bool streams = false) =>
        new(request, _connection.Access, _options, options) { Capture = capture, Streams = streams };

    private Task<TResponse> SendAsync<TResponse>(
        ApiRequest request, ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken) =>
        request.Violations is { } violations ? Task.FromException<TResponse>(
            new SeedanceValidationException(violations) { SubmissionWasNotCharged = call.Operation.ChargesCredits })
        : call.Operation.ChargesCredits ? ChargedAsync(request, call, responseType, cancellationToken)
        : CallAsync(call, responseType, cancellationToken);

    private async Task<TResponse> ChargedAsync<TResponse>(
        ApiRequest request, ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken) =>
        (await ChargeAsync(request, call, responseType, cancellationToken).ConfigureAwait(false)).Response;

    /// <summary>Makes the first attempt. Only a call that needs another attempt pays for the retry pipeline.</summary>
    private async Task<TResponse> CallAsync<TResponse>(
        ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _connection.ThrowIfDisposed();
        if (call.Own is { } own)
            ValueRules.Check(own, call.Operation);
        if (_options.ApiKeyProvider is not null)
            call.Take(await _keys.GetAsync(call, cancellationToken).ConfigureAwait(false));
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

        try
        {
            return await RetryAsync(call, responseType, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (call.IsUncertain
            && exception is not (SubmissionOutcomeUnknownException or { InnerException: SubmissionOutcomeUnknownException }))
        {
            throw _failures.StillUnknown(call, exception, cancellationToken);
        }
    }

    /// <summary>Makes the remaining attempts, with pauses, within <see cref="SeedanceClientOptions.TotalTimeout"/>.</summary>
    private async Task<TResponse> RetryAsync<TResponse>(
        ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken cancellationToken)
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
            throw call.LastFailure ?? FailureMapper.NotSent(call, exception);
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
        ApiCall call, JsonTypeInfo<TResponse>? responseType, CancellationToken caller, CancellationToken callToken)
    {
        await _gate.PassAsync(call, callToken).ConfigureAwait(false);
        var round = _gate.Round;
        using var timer = new CancellationTokenSource(call.AttemptTimeout, _options.TimeProvider);
        using var link = callToken.UnsafeRegister(static timer => ((CancellationTokenSource)timer!).Cancel(), timer);
        HttpResponseMessage? response = null;
        HttpContent? content = null;
        try
        {
            using var request = RequestOf(call);
            content = request.Content;
            response = await _connection.Http.SendAsync(request, timer.Token).ConfigureAwait(false);
            if (response.Content is PeekedContent peeked)
                response.StatusCode = peeked.StatusCode;
            if (call.Streams && response.IsSuccessStatusCode)
            {
                var opened = await _responses.OpenAsync(response, timer.Token).ConfigureAwait(false);
                response = null;
                return (TResponse)(object)opened;
            }

            var result = await _responses.ReadAsync(call, response, responseType, timer.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                RecordRetryAfter(call, ErrorResponseReader.Read(response, [], _connection, errorBody: null), round);
            return result;
        }
        catch (SeedanceException exception)
        {
            call.IsUncertain |= exception is SubmissionOutcomeUnknownException;
            RecordRetryAfter(call, exception, round);
            throw;
        }
        catch (Exception exception) when (call.Operation.ChargesCredits || exception is not ObjectDisposedException)
        {
            var failure = _failures.FromBrokenExchange(call, exception, response, IsUnsent(call, content, exception, timer), caller);
            call.IsUncertain |= failure is SubmissionOutcomeUnknownException;
            RecordRetryAfter(call, failure as SeedanceException, round);
            throw failure;
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <summary>
    /// Whether nothing of a request was sent. For a call that costs nothing, the exception of a connect timeout is proof enough, although
    /// other causes can throw it too.
    /// </summary>
    private bool IsUnsent(ApiCall call, HttpContent? content, Exception exception, CancellationTokenSource timer) =>
        _connection.IsUnsent(content)
        || (!call.Operation.ChargesCredits && !timer.IsCancellationRequested
            && exception is OperationCanceledException { InnerException: TimeoutException });

    private static HttpRequestMessage RequestOf(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Operation.Method, call.Address);
        request.Headers.TryAddWithoutValidation("Authorization", call.Access.Authorization);
        request.Headers.TryAddWithoutValidation("Accept", call.Operation.Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        if (call.Headers is not null || call.Own?.Headers is not null || call.IdempotencyKey is not null)
            AddHeaders(request, call);
        if (call.Body is not null)
        {
            request.Content = new SentContent(call.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.Operation.ContentType);
        }
        else if (call.Content is not null)
        {
            request.Content = call.Content.Create();
        }
        else if (call.Operation.ChargesCredits)
        {
            // The platform repeats a request without content by itself, and a charged one must not be repeated.
            request.Content = new ByteArrayContent([]);
        }

        return request;
    }

    private static void AddHeaders(HttpRequestMessage request, ApiCall call)
    {
        foreach (var (name, value) in call.Headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        if (call.IdempotencyKey is { } key)
            request.Headers.TryAddWithoutValidation(call.Operation.IdempotencyHeader!, key);
        if (call.Own?.Headers is not { } own)
            return;

        foreach (var (name, value) in own)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
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
        if (response is not null && exception?.Failure is { Kind: FailureKind.Status or FailureKind.Unusable })
            RecordRetryAfter(call, response, round);
    }

    private void RecordRetryAfter(ApiCall call, ApiErrorResponse response, int round)
    {
        if ((int)response.StatusCode is >= 200 and < 300)
            return;

        if (response.RetryAfter is { } pause)
        {
            _gate.Close(response, pause);
            _connection.Telemetry.AskedToPause(call.Operation, response, pause);
        }
        else if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            _gate.Close(response, _options, round);
        }
    }
}
