using System.Net;
using System.Text.Json;
using SeedanceGen.Errors;

namespace SeedanceGen.Http;

/// <summary>
/// Turns a failed attempt into a typed error. A charged operation is the strict case: unless the service certainly did not accept it, its
/// outcome is unknown.
/// </summary>
internal sealed class FailureMapper(SeedanceConnection connection)
{
    private const string FindOutFirst =
        "It may have been accepted and charged, so it is not repeated: look whether the job exists, and submit again only if it does not.";

    private const string FindOutOrUseKey =
        "It may have been accepted and charged, and no attempt is left: look whether the job exists, or submit again with the same "
        + "idempotency key, which this exception has.";

    /// <summary>
    /// The documented code of a key that is missing, revoked, expired or invalid (page "API overview"), from the documentation's own
    /// example, which is embedded from spec/examples.
    /// </summary>
    private static readonly Lazy<string> UnauthorizedCode = new(static () =>
    {
        using var stream = typeof(FailureMapper).Assembly.GetManifestResourceStream("error.unauthorized.json")!;
        return JsonSerializer.Deserialize(stream, SeedanceJsonContext.Default.ErrorEnvelope)!.Error.Code;
    });

    /// <summary>The error for an exchange without a response, or with an incomplete one.</summary>
    public Exception FromBrokenExchange(ApiCall call, Exception exception, HttpResponseMessage? response, CancellationToken caller)
    {
        exception = Masked(exception);
        if (caller.IsCancellationRequested)
            return Canceled(call, exception, caller);

        // An error status is enough without its body.
        if (response is { IsSuccessStatusCode: false })
            return FromErrorResponse(call, response, []);

        var responded = response is not null;
        var failure = new CallFailure(KindOf(exception, responded));
        var what = failure.Kind switch
        {
            FailureKind.TimedOut => $"no whole response came within {TimeLimitOf(call)}",
            FailureKind.NotConnected => $"there was no connection to {connection.BaseAddress.Authority} ({Reason(exception)})",
            _ when responded => $"the response broke off ({Reason(exception)})",
            _ => $"the connection broke before a response came ({Reason(exception)})",
        };

        if (call.Operation.ChargesCredits && failure.Kind != FailureKind.NotConnected)
            return OutcomeUnknown(call, $"{call}: {what}.", response: null, exception, failure, call.RecoveredRequestId);

        var advice = call.Operation.ChargesCredits ? "Nothing was submitted; it is safe to try again." : "It is safe to try again.";
        return new SeedanceConnectionException($"{call}: {what}. {advice}", exception) { Failure = failure };
    }

    /// <summary>The error for a call whose time ended before it was sent.</summary>
    public static SeedanceConnectionException NotSent(ApiCall call, Exception exception)
    {
        var what = $"{call}: it was not sent within {call.TotalTimeoutText}. It is safe to try again.";
        return new SeedanceConnectionException(what, exception)
        {
            Failure = new CallFailure(FailureKind.NotConnected),
        };
    }

    /// <summary>The error for a response with an error status.</summary>
    public SeedanceException FromErrorResponse(ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var error = ErrorResponseReader.Read(response, body, connection, call.Operation.ErrorBody);
        var failure = new CallFailure(FailureKind.Status, error.StatusCode, error.RetryAfter);
        if (!call.Operation.ChargesCredits || IsRejection(failure))
            return FromEnvelope(call, error, failure);

        var requestId = call.RecoveredRequestId ?? RecoveredRequestId.In(body);
        return OutcomeUnknown(call, $"{call}: {Describe(error)}.", error, exception: null, failure, requestId);
    }

    /// <summary>The error for a success response whose body is not what the API describes: an error envelope, or anything else.</summary>
    public SeedanceException FromUndescribedResponse(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, Exception? exception)
    {
        exception = exception is null ? null : Masked(exception);
        var error = ErrorResponseReader.Read(response, body, connection, call.Operation.ErrorBody);
        var requestId = call.Operation.ChargesCredits ? RecoveredRequestId.In(body) : null;
        // An error envelope with a job id is not the documented one: that job may exist.
        if (requestId is null && (error.Code is not null || error.Message is not null))
            return FromEnvelope(call, error, new CallFailure(FailureKind.Envelope, error.StatusCode, error.RetryAfter));

        var reason = body.IsEmpty ? "its body is empty" : $"its body is not what the API describes ({exception?.Message ?? "null"})";
        return Unusable(call, error, reason, exception, requestId);
    }

    /// <summary>The error for a response that is larger than the options allow.</summary>
    public SeedanceException FromTooLargeResponse(ApiCall call, HttpResponseMessage response) => Unusable(
        call,
        ErrorResponseReader.Read(response, [], connection, errorBody: null),
        $"its body is larger than {connection.Options.MaxResponseBytes} bytes ({nameof(SeedanceClientOptions.MaxResponseBytes)})",
        exception: null,
        call.RecoveredRequestId);

    private SeedanceException Unusable(ApiCall call, ApiErrorResponse response, string reason, Exception? exception, string? requestId)
    {
        var failure = new CallFailure(FailureKind.Unusable, response.StatusCode, response.RetryAfter);
        var what = $"{call}: the response ({(int)response.StatusCode}) cannot be used: {reason}.";
        return call.Operation.ChargesCredits
            ? OutcomeUnknown(call, what, response, exception, failure, requestId)
            : new SeedanceConnectionException(what, exception) { Failure = failure };
    }

    /// <param name="call">The call.</param>
    /// <param name="what">What went wrong.</param>
    /// <param name="response">The response, when one came.</param>
    /// <param name="exception">The cause, when there is one.</param>
    /// <param name="failure">How far the call came.</param>
    /// <param name="requestId">The job id in the response. It came from outside, so it may repeat the key.</param>
    private SubmissionOutcomeUnknownException OutcomeUnknown(
        ApiCall call, string what, ApiErrorResponse? response, Exception? exception, CallFailure? failure, string? requestId)
    {
        requestId = requestId is null ? null : connection.Mask(requestId);
        var whichOne = requestId is null ? "" : $" The response names job {requestId}: read it by that id.";
        return new SubmissionOutcomeUnknownException($"{what} {AdviceFor(call)}{whichOne}", response, exception, requestId)
        {
            Failure = failure,
            IdempotencyKey = call.IdempotencyKey,
        };
    }

    private static SeedanceApiException FromEnvelope(ApiCall call, ApiErrorResponse response, CallFailure failure)
    {
        var message = $"{call}: {Describe(response)}.";
        if (response.StatusCode == HttpStatusCode.Unauthorized || response.Code == UnauthorizedCode.Value)
        {
            message += " Check the API key: it is missing, revoked, expired or of another service.";
            return new SeedanceAuthenticationException(message, response) { Failure = failure };
        }

        if (response.StatusCode != HttpStatusCode.TooManyRequests)
            return new SeedanceApiException(message, response) { Failure = failure };

        message += response.RetryAfter is { } pause ? $" Call again in {pause}." : " Call less often.";
        return new SeedanceRateLimitException(message, response) { Failure = failure };
    }

    /// <summary>
    /// A canceled call always throws a cancellation. For a submission, its inner exception says that the job may be accepted.
    /// </summary>
    private OperationCanceledException Canceled(ApiCall call, Exception exception, CancellationToken caller)
    {
        if (!call.Operation.ChargesCredits)
            return new OperationCanceledException($"{call} was cancelled.", exception, caller);

        var what = $"{call}: it was cancelled on its way.";
        var unknown = OutcomeUnknown(call, what, response: null, exception, failure: null, call.RecoveredRequestId);
        return new OperationCanceledException($"{call} was cancelled on its way. {AdviceFor(call)}", unknown, caller);
    }

    /// <summary>
    /// The error of a charged call that was repeated: an earlier attempt may have been accepted, so the last error does not tell the
    /// outcome.
    /// </summary>
    public Exception StillUnknown(ApiCall call, Exception last, CancellationToken caller)
    {
        if (last is OperationCanceledException)
            return Canceled(call, last, caller);

        var what = $"{call}: an attempt had no clear outcome, and the last one failed ({last.Message.TrimEnd('.')}).";
        var response = (last as SeedanceApiException)?.Response;
        return OutcomeUnknown(call, what, response, last, (last as SeedanceException)?.Failure, call.RecoveredRequestId);
    }

    private static string AdviceFor(ApiCall call) => call.IdempotencyKey is null ? FindOutFirst : FindOutOrUseKey;

    /// <summary>How far an exchange came that ended with an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="responded">Whether a response had begun to come.</param>
    public static FailureKind KindOf(Exception exception, bool responded) => exception switch
    {
        OperationCanceledException => FailureKind.TimedOut,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } when !responded => FailureKind.NotConnected,
        _ => FailureKind.Broken,
    };

    /// <summary>Whether the status says for certain that the service did not carry out the request.</summary>
    private static bool IsRejection(CallFailure failure) =>
        RetryRule.MayRepeat(chargesCredits: true, hasKey: false, failure)
        || ((int?)failure.Status is >= 400 and < 500 && failure.Status != HttpStatusCode.RequestTimeout);

    private static string Describe(ApiErrorResponse response)
    {
        var answered = $"the service answered {(int)response.StatusCode}";
        return (response.Code, response.Message) switch
        {
            (null, null) when response.Body is { } body => $"{answered} {response.StatusCode} ({body.GetType().Name})",
            (null, null) => $"{answered} {response.StatusCode} without the documented error envelope",
            (null, { } message) => $"{answered}: {message}",
            ({ } code, null) => $"{answered}: {code}",
            ({ } code, { } message) => $"{answered}: {message} ({code})",
        };
    }

    /// <summary>The limit that a call exceeded: that of its attempt, or that of the call.</summary>
    private string TimeLimitOf(ApiCall call) => call.Remaining > TimeSpan.Zero
        ? $"{connection.Options.AttemptTimeout} ({nameof(SeedanceClientOptions.AttemptTimeout)})"
        : call.TotalTimeoutText;

    /// <summary>The cause without the key: the platform quotes unreadable lines of a response, which may repeat the request.</summary>
    private Exception Masked(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.Contains(connection.ApiKey, StringComparison.Ordinal))
            {
                var error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
                return new HttpRequestException(error, connection.Mask(cause.Message));
            }
        }

        return exception;
    }

    private static string Reason(Exception exception) => (exception.InnerException ?? exception).Message.TrimEnd('.');
}
