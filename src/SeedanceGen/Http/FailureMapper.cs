using System.Net;

namespace SeedanceGen.Http;

/// <summary>
/// Turns what went wrong into the typed error that says what is known. A charged operation is the strict case: unless it is certain that
/// the service did not accept it, its outcome is unknown.
/// </summary>
internal sealed class FailureMapper(SeedanceConnection connection)
{
    private const string FindOutFirst =
        "It may have been accepted and charged, so it is not repeated: look whether the job exists, and submit again only if it does not.";

    /// <summary>No answer, or only the beginning of one.</summary>
    public Exception FromBrokenExchange(ApiCall call, Exception exception, HttpResponseMessage? response, CancellationToken caller)
    {
        exception = Masked(exception);
        if (caller.IsCancellationRequested)
            return Cancelled(call, exception, caller);

        // A status of error says enough without its body.
        if (response is { IsSuccessStatusCode: false })
            return FromErrorAnswer(call, response, []);

        var answered = response is not null;
        var failure = new CallFailure(KindOf(exception, answered));
        var what = failure.Kind switch
        {
            FailureKind.TimedOut =>
                $"no whole answer came within {Patience(call)}",
            FailureKind.NotConnected => $"there was no connection to {connection.BaseAddress.Authority} ({Reason(exception)})",
            _ when answered => $"the answer broke off ({Reason(exception)})",
            _ => $"the connection broke before an answer came ({Reason(exception)})",
        };

        if (!call.Operation.ChargesCredits)
            return new SeedanceConnectionException($"{call}: {what}. It is safe to try again.", exception) { Failure = failure };

        return failure.Kind == FailureKind.NotConnected
            ? new SeedanceConnectionException($"{call}: {what}. Nothing was submitted; it is safe to try again.", exception) { Failure = failure }
            : OutcomeUnknown($"{call}: {what}.", answer: null, exception, failure, call.NamedJob);
    }

    /// <summary>The call's time was up before it was sent.</summary>
    public SeedanceConnectionException NotSent(ApiCall call, Exception exception) =>
        new($"{call}: it was not sent within {connection.Options.TotalTimeout} ({nameof(SeedanceClientOptions.TotalTimeout)}). It is safe to try again.", exception)
        {
            Failure = new CallFailure(FailureKind.NotConnected),
        };

    /// <summary>An answer whose status is not one of success.</summary>
    public SeedanceException FromErrorAnswer(ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var answer = ErrorAnswerReader.Read(response, body, connection);
        var failure = new CallFailure(FailureKind.Status, answer.StatusCode, answer.RetryAfter);
        return call.Operation.ChargesCredits && !IsRefusal(failure)
            ? OutcomeUnknown($"{call}: {Describe(answer)}.", answer, exception: null, failure, call.NamedJob ?? NamedJob.In(body))
            : FromAnswer(call, answer, failure);
    }

    /// <summary>An answer of success whose body is not what the API describes: an error envelope, or anything else.</summary>
    public SeedanceException FromUndescribedAnswer(
        ApiCall call, HttpResponseMessage response, ReadOnlySpan<byte> body, Exception? exception)
    {
        exception = exception is null ? null : Masked(exception);
        var answer = ErrorAnswerReader.Read(response, body, connection);
        var namedJob = call.Operation.ChargesCredits ? NamedJob.In(body) : null;
        // An error of a submission that names a job is not the documented envelope: there may be that job.
        if (namedJob is null && (answer.Code is not null || answer.Message is not null))
            return FromAnswer(call, answer, new CallFailure(FailureKind.Envelope, answer.StatusCode, answer.RetryAfter));

        var reason = body.IsEmpty ? "its body is empty" : $"its body is not what the API describes ({exception?.Message ?? "null"})";
        return Unusable(call, answer, reason, exception, namedJob);
    }

    /// <summary>An answer that is too large to be read.</summary>
    public SeedanceException FromTooLargeAnswer(ApiCall call, HttpResponseMessage response) => Unusable(
        call,
        ErrorAnswerReader.Read(response, [], connection),
        $"its body is larger than {connection.Options.MaxResponseBytes} bytes ({nameof(SeedanceClientOptions.MaxResponseBytes)})",
        exception: null,
        call.NamedJob);

    private SeedanceException Unusable(ApiCall call, ApiErrorResponse answer, string reason, Exception? exception, string? namedJob)
    {
        var failure = new CallFailure(FailureKind.Unusable, answer.StatusCode, answer.RetryAfter);
        var what = $"{call}: the answer ({(int)answer.StatusCode}) cannot be used: {reason}.";
        return call.Operation.ChargesCredits
            ? OutcomeUnknown(what, answer, exception, failure, namedJob)
            : new SeedanceConnectionException(what, exception) { Failure = failure };
    }

    /// <param name="what">What went wrong.</param>
    /// <param name="answer">The answer, when one came.</param>
    /// <param name="exception">The cause, when there is one.</param>
    /// <param name="failure">How far the call came.</param>
    /// <param name="namedJob">The id that the answer names; it came from outside, so it may repeat the key.</param>
    private SubmissionOutcomeUnknownException OutcomeUnknown(
        string what, ApiErrorResponse? answer, Exception? exception, CallFailure? failure, string? namedJob)
    {
        namedJob = namedJob is null ? null : connection.Mask(namedJob);
        var whichOne = namedJob is null ? "" : $" The answer names job {namedJob}: read it by that id.";
        return new SubmissionOutcomeUnknownException($"{what} {FindOutFirst}{whichOne}", answer, exception, namedJob) { Failure = failure };
    }

    private static SeedanceApiException FromAnswer(ApiCall call, ApiErrorResponse answer, CallFailure failure)
    {
        var message = $"{call}: {Describe(answer)}.";
        if (answer.StatusCode == HttpStatusCode.Unauthorized || answer.Code == DocumentedErrors.Unauthorized)
        {
            return new SeedanceAuthenticationException(
                $"{message} Check the API key: it is missing, revoked, expired or of another service.", answer) { Failure = failure };
        }

        return answer.StatusCode == HttpStatusCode.TooManyRequests
            ? new SeedanceRateLimitException(
                $"{message} {(answer.RetryAfter is { } pause ? $"Call again in {pause}." : "Call less often.")}", answer) { Failure = failure }
            : new SeedanceApiException(message, answer) { Failure = failure };
    }

    /// <summary>The caller's cancellation always is one; when a submission was on its way, the reason says that it may have been accepted.</summary>
    private OperationCanceledException Cancelled(ApiCall call, Exception exception, CancellationToken caller) =>
        call.Operation.ChargesCredits
            ? new OperationCanceledException(
                $"{call} was cancelled on its way. {FindOutFirst}",
                OutcomeUnknown($"{call}: it was cancelled on its way.", answer: null, exception, failure: null, call.NamedJob),
                caller)
            : new OperationCanceledException($"{call} was cancelled.", exception, caller);

    /// <param name="exception">What an exchange failed with.</param>
    /// <param name="answered">Whether an answer had begun to come.</param>
    public static FailureKind KindOf(Exception exception, bool answered) => exception switch
    {
        OperationCanceledException => FailureKind.TimedOut,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } when !answered => FailureKind.NotConnected,
        _ => FailureKind.Broken,
    };

    /// <summary>Whether the status says for certain that the request was not carried out.</summary>
    private static bool IsRefusal(CallFailure failure) =>
        RetryRule.MayRepeat(chargesCredits: true, failure)
        || ((int?)failure.Status is >= 400 and < 500 && failure.Status != HttpStatusCode.RequestTimeout);

    private static string Describe(ApiErrorResponse answer) => (answer.Code, answer.Message) switch
    {
        (null, null) => $"the service answered {(int)answer.StatusCode} {answer.StatusCode} without the documented error envelope",
        (null, { } message) => $"the service answered {(int)answer.StatusCode}: {message}",
        ({ } code, null) => $"the service answered {(int)answer.StatusCode}: {code}",
        ({ } code, { } message) => $"the service answered {(int)answer.StatusCode}: {message} ({code})",
    };

    private string Patience(ApiCall call) => call.Remaining > TimeSpan.Zero
        ? $"{connection.Options.AttemptTimeout} ({nameof(SeedanceClientOptions.AttemptTimeout)})"
        : $"{connection.Options.TotalTimeout} ({nameof(SeedanceClientOptions.TotalTimeout)})";

    /// <summary>A cause without the key: the platform quotes lines of the answer that it cannot read, and they may repeat what was sent.</summary>
    private Exception Masked(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.Contains(connection.ApiKey, StringComparison.Ordinal))
                return new HttpRequestException((exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown, connection.Mask(cause.Message));
        }

        return exception;
    }

    private static string Reason(Exception exception) => (exception.InnerException ?? exception).Message.TrimEnd('.');
}
