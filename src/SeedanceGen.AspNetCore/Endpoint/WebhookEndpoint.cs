using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SeedanceGen.AspNetCore.Delivery;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>
/// Responds to a webhook. A caller without a valid token learns nothing, and an accepted webhook enters the queue. Unless the options say
/// otherwise, the response does not wait for its delivery.
/// </summary>
internal sealed class WebhookEndpoint(
    WebhookTokens tokens,
    WebhookQueue queue,
    IOptions<SeedanceWebhookOptions> options,
    ILogger<WebhookEndpoint> logger,
    IWebhookVerifier? verifier = null)
{
    public const string Pattern = "/{reference}/{token}";

    private const string RetryAfterSeconds = "30";

    private readonly SeedanceWebhookOptions _options = options.Value;

    public async Task RespondAsync(HttpContext context)
    {
        context.Response.StatusCode = await ReceiveAsync(context).ConfigureAwait(false);
        if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    private async Task<int> ReceiveAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.GetRouteValue("reference") is not string reference || context.GetRouteValue("token") is not string token
            || !WebhookReference.IsValid(reference) || !tokens.IsValid(reference, token))
        {
            logger.WrongToken();
            return StatusCodes.Status404NotFound;
        }

        if (MissingHeader(request.Headers) is { } missing)
            return Reject(StatusCodes.Status401Unauthorized, reference, $"it lacks the documented header {missing}");

        if (!WebhookBodyReader.IsJson(request))
            return Reject(StatusCodes.Status415UnsupportedMediaType, reference, "it is not application/json");

        if (await WebhookBodyReader.ReadAsync(request, _options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
            return Reject(StatusCodes.Status413PayloadTooLarge, reference, "it is too large");

        if (verifier is not null)
        {
            var result = await verifier.VerifyAsync(request.Headers, body, context.RequestAborted).ConfigureAwait(false);
            if (!result.IsAccepted)
                return Reject(StatusCodes.Status401Unauthorized, reference, result.Reason ?? "the verifier rejects it");
        }

        if (RequestIdReader.Read(body, _options.MaxJsonDepth) is not { } requestId)
            return Reject(StatusCodes.Status400BadRequest, reference, "it is not a JSON object with a requestId");

        var delivery = new WebhookDeliveryKey(requestId, reference);
        if (!_options.RespondsAfterHandler && !queue.TryEnqueue(delivery))
            return Reject(StatusCodes.Status503ServiceUnavailable, reference, "the queue is full or the application stops");
        if (_options.RespondsAfterHandler && !await queue.DeliverAsync(delivery, context.RequestAborted).ConfigureAwait(false))
            return Reject(StatusCodes.Status503ServiceUnavailable, reference, "the handler does not have the job yet");

        logger.Accepted(requestId, reference);
        return StatusCodes.Status202Accepted;
    }

    /// <summary>
    /// A documented header that every webhook has and this one lacks, so its sender is not the service; null when none is missing.
    /// </summary>
    private static string? MissingHeader(IHeaderDictionary headers)
    {
        var required = SeedanceClient.RequiredWebhookHeaders;
        for (var i = 0; i < required.Count; i++)
        {
            if (!headers.ContainsKey(required[i]))
                return required[i];
        }

        return null;
    }

    private int Reject(int statusCode, string reference, string reason)
    {
        logger.Rejected(reference, statusCode, reason);
        return statusCode;
    }
}

/// <summary>The body of a webhook.</summary>
internal static class WebhookBodyReader
{
    /// <summary>
    /// Whether the content type is JSON. JSON is UTF-8, so the charset is ignored: a body in another encoding is malformed.
    /// </summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the whole body; null when it is larger than allowed. It stops reading at that size.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
            return null;

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.Length <= maxBytes && !result.IsCompleted)
            {
                request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            var body = buffer.Length > maxBytes ? null : buffer.ToArray();
            request.BodyReader.AdvanceTo(buffer.End);
            return body;
        }
    }
}
