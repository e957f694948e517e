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
    public Exception FromBrokenExchange(
        ApiOperation operation, Exception exception, bool answered, bool timedOut, CancellationToken cancelledByCaller)
    {
        var neverConnected = !answered && exception is HttpRequestException { HttpRequestError: { } error } && NothingWasSent(error);
        if (cancelledByCaller.IsCancellationRequested)
            return Cancelled(operation, exception, cancelledByCaller);

        var what = timedOut
            ? $"no answer came within {connection.Options.AttemptTimeout} ({nameof(SeedanceClientOptions.AttemptTimeout)})"
            : answered ? $"the answer broke off ({Reason(exception)})"
            : neverConnected ? $"there was no connection to {connection.BaseAddress.Authority} ({Reason(exception)})"
            : $"the connection broke before an answer came ({Reason(exception)})";

        return operation.ChargesCredits && !neverConnected
            ? new SubmissionOutcomeUnknownException($"{operation}: {what}. {FindOutFirst}", answer: null, exception)
            : new SeedanceConnectionException(
                $"{operation}: {what}. {(operation.ChargesCredits ? "Nothing was submitted; it is safe to try again." : "It is safe to try again.")}", exception);
    }

    /// <summary>An answer whose status is not one of success.</summary>
    public SeedanceException FromErrorAnswer(ApiOperation operation, HttpResponseMessage response, PooledBuffer body)
    {
        var answer = ErrorAnswerReader.Read(response, body.Span, connection);
        return operation.ChargesCredits && !IsRefusal(answer.StatusCode)
            ? new SubmissionOutcomeUnknownException($"{operation}: {Describe(answer)}. {FindOutFirst}", answer)
            : FromAnswer(operation, answer);
    }

    /// <summary>An answer of success whose body is not what the API describes: an error envelope, or anything else.</summary>
    public SeedanceException FromUndescribedAnswer(
        ApiOperation operation, HttpResponseMessage response, PooledBuffer body, Exception? exception)
    {
        var answer = ErrorAnswerReader.Read(response, body.Span, connection);
        if (answer.Code is not null || answer.Message is not null)
            return FromAnswer(operation, answer);

        var reason = body.Length == 0 ? "its body is empty" : $"its body is not what the API describes ({exception?.Message ?? "null"})";
        return Unreadable(operation, answer, reason, exception);
    }

    /// <summary>An answer that was not read.</summary>
    public SeedanceException FromUnreadableAnswer(ApiOperation operation, HttpResponseMessage response, string body, string reason) =>
        Unreadable(operation, ErrorAnswerReader.Read(response, System.Text.Encoding.UTF8.GetBytes(body), connection), reason, exception: null);

    private static SeedanceException Unreadable(ApiOperation operation, ApiErrorAnswer answer, string reason, Exception? exception)
    {
        var what = $"{operation}: the answer ({(int)answer.StatusCode}) cannot be used: {reason}.";
        return operation.ChargesCredits
            ? new SubmissionOutcomeUnknownException($"{what} {FindOutFirst}", answer, exception)
            : new SeedanceConnectionException(what, exception);
    }

    private static SeedanceApiException FromAnswer(ApiOperation operation, ApiErrorAnswer answer)
    {
        var message = $"{operation}: {Describe(answer)}.";
        if (answer.StatusCode == HttpStatusCode.Unauthorized || answer.Code == "unauthorized")
        {
            return new SeedanceAuthenticationException(
                $"{message} Check the API key: it is missing, revoked, expired or of another service.", answer);
        }

        return answer.StatusCode == HttpStatusCode.TooManyRequests
            ? new SeedanceRateLimitException(
                $"{message} {(answer.RetryAfter is { } pause ? $"Call again in {pause}." : "Call less often.")}", answer)
            : new SeedanceApiException(message, answer);
    }

    /// <summary>The caller's cancellation always is one; when a submission was on its way, the reason says that it may have been accepted.</summary>
    private static OperationCanceledException Cancelled(ApiOperation operation, Exception exception, CancellationToken token) =>
        operation.ChargesCredits
            ? new OperationCanceledException(
                $"{operation} was cancelled on its way. {FindOutFirst}",
                new SubmissionOutcomeUnknownException($"{operation}: it was cancelled on its way. {FindOutFirst}", answer: null, exception),
                token)
            : new OperationCanceledException($"{operation} was cancelled.", exception, token);

    private static bool NothingWasSent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;

    /// <summary>Whether the status says for certain that the request was not carried out.</summary>
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && status != HttpStatusCode.RequestTimeout;

    private static string Describe(ApiErrorAnswer answer) => (answer.Code, answer.Message) switch
    {
        (null, null) => $"the service answered {(int)answer.StatusCode} {answer.StatusCode} without the documented error envelope",
        (null, { } message) => $"the service answered {(int)answer.StatusCode}: {message}",
        ({ } code, null) => $"the service answered {(int)answer.StatusCode}: {code}",
        ({ } code, { } message) => $"the service answered {(int)answer.StatusCode}: {message} ({code})",
    };

    private static string Reason(Exception exception) => (exception.InnerException ?? exception).Message.TrimEnd('.');
}
