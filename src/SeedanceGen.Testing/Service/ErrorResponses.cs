using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Every refusal of the mock. The API documents the envelope but no HTTP status code of an error, so each status code here is the mock's
/// own choice, made after the usual meaning of HTTP, and this is the only place that makes it.
/// </summary>
internal static class ErrorResponses
{
    /// <summary>The documented envelope, word for word.</summary>
    public static MockResponse Unauthorized { get; } =
        MockResponse.Json(StatusCodes.Status401Unauthorized, DocumentedExamples.Unauthorized, SeedanceJsonContext.Default.ErrorEnvelope);

    public static MockResponse InvalidRequest(string problem) =>
        Reply(StatusCodes.Status400BadRequest, MockErrorCodes.InvalidRequest, problem);

    public static MockResponse UnknownRequestId(string requestId) =>
        Reply(StatusCodes.Status404NotFound, MockErrorCodes.UnknownRequestId, $"There is no job '{requestId}' on this mock server.");

    public static MockResponse JobIsTerminal(string requestId, GenerationStatus status) =>
        Reply(StatusCodes.Status409Conflict, MockErrorCodes.JobIsTerminal, $"Job '{requestId}' can no longer be cancelled: it is {status}.");

    public static MockResponse UnknownRoute(string method, string path) =>
        Reply(StatusCodes.Status404NotFound, MockErrorCodes.UnknownRoute, $"The API description has no operation {method} {path}.");

    /// <summary>HTTP wants the methods that exist named with this answer (RFC 9110, section 15.5.6).</summary>
    public static MockResponse MethodNotAllowed(string method, string path, IEnumerable<string> allowed) =>
        Reply(StatusCodes.Status405MethodNotAllowed, MockErrorCodes.MethodNotAllowed, $"The API description has {path}, but not with {method}.")
            with { Headers = [new(HeaderNames.Allow, string.Join(", ", allowed))] };

    public static MockResponse UnsupportedMediaType(string problem) =>
        Reply(StatusCodes.Status415UnsupportedMediaType, MockErrorCodes.UnsupportedMediaType, problem);

    public static MockResponse NotImplemented(string operationId) =>
        Reply(StatusCodes.Status501NotImplemented, MockErrorCodes.NotImplemented, $"The mock does not play the operation '{operationId}'.");

    public static MockResponse InsufficientCredits(int price, long balance) => Reply(
        StatusCodes.Status402PaymentRequired,
        MockErrorCodes.InsufficientCredits,
        string.Create(CultureInfo.InvariantCulture, $"The job costs {price} credits, and {balance} are left on this mock server. Nothing was charged."));

    public static MockResponse NoVideo(string path) =>
        Reply(StatusCodes.Status404NotFound, MockErrorCodes.NoVideo, $"There is no video at {path}.");

    public static MockResponse KeyLeak { get; } =
        Reply(StatusCodes.Status400BadRequest, MockErrorCodes.KeyLeak, "Credentials were sent to the host of the video; they belong to the API's host only.");

    /// <param name="option">The option whose function failed.</param>
    /// <param name="exception">What it threw.</param>
    public static MockResponse OptionFailed(string option, Exception exception) => Reply(
        StatusCodes.Status500InternalServerError,
        MockErrorCodes.OptionFailed,
        $"{nameof(SeedanceMockOptions)}.{option} failed with {exception.GetType().Name}: {exception.Message}");

    /// <summary>What is sent for a request that a fault keeps from being processed.</summary>
    public static MockResponse NotProcessed { get; } = Fault(StatusCodes.Status200OK, "not processed");

    public static MockResponse Fault(int statusCode, string what) =>
        Reply(statusCode, MockErrorCodes.Fault, $"The mock was told to fail this request: {what}.");

    public static MockResponse Reply(int statusCode, string code, string message)
    {
        var envelope = new ErrorEnvelope { Success = false, Error = new ApiError { Code = code, Message = message } };
        return MockResponse.Json(statusCode, envelope, SeedanceJsonContext.Default.ErrorEnvelope);
    }
}
