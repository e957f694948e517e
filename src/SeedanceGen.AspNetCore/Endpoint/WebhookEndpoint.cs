using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore.Delivery;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>Answers a webhook: who may not ask learns nothing, and what is accepted is only put into the queue.</summary>
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

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = await JudgeAsync(context).ConfigureAwait(false);
        if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }

    private async Task<int> JudgeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.GetRouteValue("reference") is not string reference || context.GetRouteValue("token") is not string token
            || !WebhookReference.IsValid(reference) || !tokens.IsValid(reference, token))
        {
            logger.WrongToken();
            return StatusCodes.Status404NotFound;
        }

        if (!WebhookBody.IsJson(request))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, reference, "it is not application/json");

        if (await WebhookBody.ReadAsync(request, _options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, reference, "it is too large");

        if (verifier is not null)
        {
            var verdict = await verifier.VerifyAsync(request.Headers, body, context.RequestAborted).ConfigureAwait(false);
            if (!verdict.IsAccepted)
                return Refuse(StatusCodes.Status401Unauthorized, reference, verdict.Reason ?? "the verifier rejects it");
        }

        if (RequestIdReader.Read(body, _options.MaxJsonDepth) is not { } requestId)
            return Refuse(StatusCodes.Status400BadRequest, reference, "it is not a JSON object with a requestId");

        if (!queue.TryEnqueue(new WebhookDeliveryKey(requestId, reference)))
            return Refuse(StatusCodes.Status503ServiceUnavailable, reference, "the queue is full or the application stops");

        logger.Accepted(requestId, reference);
        return StatusCodes.Status202Accepted;
    }

    private int Refuse(int statusCode, string reference, string reason)
    {
        logger.Refused(reference, statusCode, reason);
        return statusCode;
    }
}
