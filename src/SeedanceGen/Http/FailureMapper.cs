using System.Net;
using System.Text.Json;
using SeedanceGen.Errors;
using SeedanceGen.Json;
using SeedanceGen.Texts;

namespace SeedanceGen.Http;

/// <summary>
/// Turns a failed attempt into a typed error. A charged operation is the strict case: unless the service certainly did not accept it, its
/// outcome is unknown.
/// </summary>
internal sealed class FailureMapper(SeedanceConnection connection)
{
    private const int LongestShownWord = 32;

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
    /// <param name="call">The call.</param>
    /// <param name="exception">What ended the exchange.</param>
    /// <param name="response">The response, when one came.</param>
    /// <param name="isUnsent">Whether nothing of the request was sent.</param>
    /// <param name="caller">The caller's token.</param>
    public Exception FromBrokenExchange(
        ApiCall call, Exception exception, HttpResponseMessage? response, bool isUnsent, CancellationToken caller)
    {
        exception = Masked(exception);
        if (caller.IsCancellationRequested)
            return Canceled(call, exception, caller, isUnsent && response is null);

        // An error status is enough without its body.
        if (response is { IsSuccessStatusCode: false })
            return FromErrorResponse(call, response, []);

        var responded = response is not null;
        var failure = new CallFailure(KindOf(exception, responded, isUnsent));
        var what = failure.Kind switch
        {
            FailureKind.TimedOut => $"no whole response came{ProxyOf(call)} within {TimeLimitOf(call)}",
            FailureKind.NotConnected => Unconnected(call, exception),
            _ when responded => $"the response broke off{ProxyOf(call)} ({Reason(exception)})",
            _ => $"the connection broke before a response came{ProxyOf(call)} ({Reason(exception)})",
        };

        if (call.Operation.ChargesCredits && failure.Kind != FailureKind.NotConnected)
            return OutcomeUnknown(call, $"{call}: {what}.", response: null, exception, failure, call.RecoveredRequestId);

        var advice = call.Operation.ChargesCredits ? "Nothing was submitted; it is safe to try again." : "It is safe to try again.";
        return new SeedanceConnectionException($"{call}: {what}. {advice}", exception) { Failure = failure };
    }

    /// <summary>Why nothing was sent.</summary>
    private string Unconnected(ApiCall call, Exception exception)
    {
        var service = call.Access.BaseAddress.Authority + ProxyOf(call);
        return exception switch
        {
            OperationCanceledException { InnerException: TimeoutException } => $"there was no connection to {service} within "
                + (connection.ConnectTimeout is { } limit
                    ? $"{limit} ({nameof(SeedanceClientOptions.ConnectTimeout)})"
                    : "the connect timeout of the handler"),
            OperationCanceledException => $"there was no connection to {service} within {TimeLimitOf(call)}",
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } =>
                $"there was no connection to {service} ({Reason(exception)})",
            _ => $"nothing was sent to {service} ({Reason(exception)})",
        };
    }

    /// <summary>The error for a call that was canceled before it was sent.</summary>
    public static OperationCanceledException CanceledUnsent(ApiCall call, Exception exception, CancellationToken caller) =>
        new($"{call} was cancelled before it was sent. Nothing was submitted.", exception, caller);

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
        if (!call.Operation.ChargesCredits)
            return FromEnvelope(call, error, failure);

        // An error of the service names no job. A body with a job's id may be an acceptance, under every status.
        var requestId = call.RecoveredRequestId ?? RecoveredRequestId.In(body);
        if (IsRejection(failure) && (requestId is null || JobJson.IsCallId(body)))
            return FromEnvelope(call, error, failure);
        if (requestId is not null)
            failure = failure with { Kind = FailureKind.Unusable };
        return OutcomeUnknown(call, $"{call}: {Describe(error)}.", error, exception: null, failure, requestId);
    }

    /// <summary>The error for an acceptance whose job has an id that cannot be used.</summary>
    public UnusableJobIdException FromUnusableId(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, string id, string fault, long? credits)
    {
        var read = ErrorResponseReader.Read(response, body, connection, errorBody: null);
        var price = credits is { } known ? FormattableString.Invariant($"{known} credits") : "an unknown price";
        var what = $"{call}: the job was accepted and charged ({price}), but its id cannot be used: {fault} ('{Shown(id)}'). "
            + "Do not submit it again: look for the job in the account, or ask the service about that id.";
        return new UnusableJobIdException(what, id, (int?)credits, read)
        {
            Failure = new CallFailure(FailureKind.Unusable, read.StatusCode, read.RetryAfter),
            IdempotencyKey = call.IdempotencyKey,
        };
    }

    /// <summary>The error for a success response whose body is not what the API describes: an error envelope, or anything else.</summary>
    public SeedanceException FromUndescribedResponse(
        ApiCall call, HttpResponseMessage response, ResponseText text, Exception? exception)
    {
        var body = PrintableJson.Of(text.Bytes);
        exception = exception is null ? null : Masked(exception);
        var error = ErrorResponseReader.Read(response, body, connection, call.Operation.ErrorBody);
        var requestId = call.Operation.ChargesCredits ? RecoveredRequestId.In(body) : null;
        // An error envelope with a job id is not the documented one: that job may exist.
        if (requestId is null && (error.Code is not null || error.Message is not null))
            return FromEnvelope(call, error, new CallFailure(FailureKind.Envelope, error.StatusCode, error.RetryAfter));

        var reason = body.Length == 0 ? "its body is empty"
            : text.UnknownCoding is { } coding ? $"its body has a content coding that this client cannot read ({Shown(coding)})"
            : $"its body is not what the API describes ({OutsideText.Quote(exception?.Message ?? "null")})";
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
            : new SeedanceConnectionException(what, exception) { Failure = failure, Response = response };
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
        var whichOne = requestId is null ? "" : $" The response names job {OutsideText.Label(requestId)}: read it by that id.";
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
    /// A canceled call always throws an <see cref="OperationCanceledException"/>. For a submission of which something may have been sent,
    /// its inner exception says that the job may be accepted.
    /// </summary>
    private OperationCanceledException Canceled(ApiCall call, Exception exception, CancellationToken caller, bool isUnsent = false)
    {
        if (!call.Operation.ChargesCredits)
            return new OperationCanceledException($"{call} was cancelled.", exception, caller);
        if (isUnsent)
            return CanceledUnsent(call, exception, caller);

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

        var what = $"{call}: an attempt had no clear outcome, and the last one failed ({OutsideText.Quote(last.Message).TrimEnd('.')}).";
        var response = (last as SeedanceApiException)?.Response;
        return OutcomeUnknown(call, what, response, last, (last as SeedanceException)?.Failure, call.RecoveredRequestId);
    }

    private static string AdviceFor(ApiCall call) => call.IdempotencyKey is null ? FindOutFirst : FindOutOrUseKey;

    /// <summary>How far an exchange came that ended with an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="responded">Whether a response had begun to come.</param>
    /// <param name="isUnsent">Whether nothing of the request was sent.</param>
    public static FailureKind KindOf(Exception exception, bool responded, bool isUnsent) => exception switch
    {
        _ when isUnsent && !responded => FailureKind.NotConnected,
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
        var responded = $"the service responded with {(int)response.StatusCode}";
        return (response.Code, response.Message) switch
        {
            (null, null) when response.Body is { } body => $"{responded} {response.StatusCode} ({body.GetType().Name})",
            (null, null) => $"{responded} {response.StatusCode} without the documented error envelope",
            (null, { } message) => $"{responded}: {OutsideText.Quote(message)}",
            ({ } code, null) => $"{responded}: {code}",
            ({ } code, { } message) => $"{responded}: {OutsideText.Quote(message)} ({code})",
        };
    }

    /// <summary>The limit that a call exceeded: that of its attempt, or that of the call.</summary>
    private string TimeLimitOf(ApiCall call) => call.Remaining > TimeSpan.Zero
        ? $"{connection.Options.AttemptTimeout} ({nameof(SeedanceClientOptions.AttemptTimeout)})"
        : call.TotalTimeoutText;

    /// <summary>The cause without the key and without text that cannot be shown.</summary>
    private Exception Masked(Exception exception) => OutsideCause.Clean(exception, connection.Mask)!;

    /// <summary>The proxy on the way to the service: it may be the one that failed.</summary>
    private string ProxyOf(ApiCall call) => connection.Proxies.To(call.Access.BaseAddress);

    /// <summary>A text from outside for a message: its beginning, in printable ASCII.</summary>
    private static string Shown(string word) =>
        string.Concat(word.Take(LongestShownWord).Select(character => character is >= ' ' and <= '~' ? character : '?'))
        + (word.Length > LongestShownWord ? "…" : "");

    private static string Reason(Exception exception) =>
        OutsideText.Quote((exception.InnerException ?? exception).Message).TrimEnd('.');
}
