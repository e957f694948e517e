using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Every error response of the mock. The API documents the envelope but no HTTP status code of an error, so each status code here is the
/// mock's own choice, made by the usual meaning of HTTP, and this is the only place that makes it.
/// </summary>
internal static class ErrorResponses
{
    /// <summary>The documented envelope, as the description shows it.</summary>
    public static MockResponse Unauthorized(ApiDescription description) => new()
    {
        StatusCode = StatusCodes.Status401Unauthorized,
        ContentType = MockResponse.JsonContentType,
        Body = description.Examples.Unauthorized,
    };

    public static MockResponse KeyLeak { get; } = MockResponse.Error(
        StatusCodes.Status400BadRequest,
        MockErrorCodes.KeyLeak,
        "Credentials were sent to the host of the video; they belong to the API's host only.");

    public static MockResponse InvalidRequest(string problem) =>
        MockResponse.Error(StatusCodes.Status400BadRequest, MockErrorCodes.InvalidRequest, problem);

    public static MockResponse UnknownRequestId(string requestId) => MockResponse.Error(
        StatusCodes.Status404NotFound, MockErrorCodes.UnknownRequestId, $"There is no job '{requestId}' on this mock server.");

    public static MockResponse JobIsTerminal(string requestId, GenerationStatus status) => MockResponse.Error(
        StatusCodes.Status409Conflict, MockErrorCodes.JobIsTerminal, $"Job '{requestId}' can no longer be cancelled: it is {status}.");

    public static MockResponse UnknownRoute(string method, string path) => MockResponse.Error(
        StatusCodes.Status404NotFound, MockErrorCodes.UnknownRoute, $"The API description has no operation {method} {path}.");

    /// <summary>HTTP requires this response to name the methods that exist (RFC 9110, section 15.5.6).</summary>
    public static MockResponse MethodNotAllowed(string method, string path, IEnumerable<string> allowed) => MockResponse.Error(
        StatusCodes.Status405MethodNotAllowed,
        MockErrorCodes.MethodNotAllowed,
        $"The API description has {path}, but not with {method}.")
            with
    { Headers = [new(HeaderNames.Allow, string.Join(", ", allowed))] };

    /// <summary>HTTP has this status for a request to a server that does not respond for the host (RFC 9110, section 15.5.20).</summary>
    public static MockResponse HostNotAllowed(string host) => MockResponse.Error(
        StatusCodes.Status421MisdirectedRequest,
        MockErrorCodes.HostNotAllowed,
        $"The mock does not respond for the host '{host}', only for this machine: localhost, *.localhost, 127.0.0.0/8 and [::1]. "
            + $"{nameof(SeedanceMockOptions)}.{nameof(SeedanceMockOptions.AllowedHosts)} allows other hosts, and so does "
            + "'seedance mock --allow-host HOST'.");

    /// <summary>The connection ends, because the rest of the body may still be on its way.</summary>
    public static MockResponse BodyTooLarge { get; } = MockResponse.Error(
        StatusCodes.Status413PayloadTooLarge, MockErrorCodes.BodyTooLarge, $"The request has {MockRequest.TooLarge}. Nothing was done.")
            with
    { Headers = [new(HeaderNames.Connection, "close")] };

    public static MockResponse UnsupportedMediaType(string problem) =>
        MockResponse.Error(StatusCodes.Status415UnsupportedMediaType, MockErrorCodes.UnsupportedMediaType, problem);

    public static MockResponse IdempotencyConflict(string header) => MockResponse.Error(
        StatusCodes.Status409Conflict,
        MockErrorCodes.IdempotencyConflict,
        $"The key in {header} belongs to an earlier request with another body. Nothing was done.");

    /// <summary><see cref="InsufficientCredits"/> with the amounts as fields, as similar services send it.</summary>
    public static MockResponse InsufficientAmounts(int price, long balance)
    {
        var response = InsufficientCredits(price, balance);
        var body = JsonNode.Parse(response.Body.Span)!.AsObject();
        (body[JobDescription.ErrorName]!["required"], body[JobDescription.ErrorName]!["available"]) = (price, balance);
        return response with { Body = JsonSerializer.SerializeToUtf8Bytes((JsonNode)body) };
    }

    public static MockResponse InsufficientCredits(int price, long balance) => MockResponse.Error(
        StatusCodes.Status402PaymentRequired,
        MockErrorCodes.InsufficientCredits,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The job costs {price} credits, and {balance} are left on this mock server. Nothing was charged."));

    public static MockResponse NoVideo(string path) =>
        MockResponse.Error(StatusCodes.Status404NotFound, MockErrorCodes.NoVideo, $"There is no video at {path}.");

    /// <param name="option">The option, or the member of another type, whose function failed.</param>
    /// <param name="exception">What it threw.</param>
    public static MockResponse OptionFailed(string option, Exception exception) => MockResponse.Error(
        StatusCodes.Status500InternalServerError,
        MockErrorCodes.OptionFailed,
        (option.Contains('.', StringComparison.Ordinal) ? option : $"{nameof(SeedanceMockOptions)}.{option}")
            + $" failed with {exception.GetType().Name}: {exception.Message}");
}
