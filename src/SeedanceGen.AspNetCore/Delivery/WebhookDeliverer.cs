using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>Reads the job that a webhook names, and hands it on once when it has ended.</summary>
internal sealed class WebhookDeliverer(
    IServiceScopeFactory scopes,
    IWebhookDeliveryStore store,
    WebhookSubscription subscription,
    IOptions<SeedanceWebhookOptions> options,
    ILogger<WebhookDeliverer> logger)
{
    private readonly string? _clientName = options.Value.ClientName;

    /// <summary>One attempt; every failure is logged and told by the outcome.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        try
        {
            // Claimed before the job is read: a repetition of what was delivered costs no call.
            if (await store.TryClaimAsync(key, cancellationToken).ConfigureAwait(false))
                return await DeliverClaimedAsync(key, cancellationToken).ConfigureAwait(false);

            logger.Repeated(key.RequestId, key.Reference);
            return DeliveryOutcome.Done;
        }
        catch (Exception exception)
        {
            logger.Failed(exception, key.RequestId, key.Reference);
            return DeliveryOutcome.Failed;
        }
    }

    private async Task<DeliveryOutcome> DeliverClaimedAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        var outcome = DeliveryOutcome.Failed;
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
                outcome = await HandleAsync(scope.ServiceProvider, key, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (outcome != DeliveryOutcome.Done)
                await store.ReleaseAsync(key, CancellationToken.None).ConfigureAwait(false);
        }

        if (outcome != DeliveryOutcome.Done)
            return outcome;

        await store.CompleteAsync(key, CancellationToken.None).ConfigureAwait(false);
        logger.Delivered(key.RequestId, key.Reference);
        return DeliveryOutcome.Done;
    }

    private async Task<DeliveryOutcome> HandleAsync(IServiceProvider services, WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        var client = _clientName is null
            ? services.GetRequiredService<ISeedanceClient>()
            : services.GetRequiredKeyedService<ISeedanceClient>(_clientName);
        if (await FetchAsync(client, key, cancellationToken).ConfigureAwait(false) is not { } generation)
            return DeliveryOutcome.Nothing;
        if (!generation.Status.IsTerminal)
        {
            logger.NotEnded(key.RequestId, key.Reference, generation.Status.Value);
            return DeliveryOutcome.TooEarly;
        }

        // Waits do not stand behind the handler.
        client.PollNow(key.RequestId);
        await subscription.Callback(services, generation, key.Reference, cancellationToken).ConfigureAwait(false);
        return DeliveryOutcome.Done;
    }

    /// <summary>The job as the API reports it; null when it does not know it.</summary>
    private async Task<VideoGeneration?> FetchAsync(ISeedanceClient client, WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        VideoGeneration generation;
        try
        {
            generation = await client.GetAsync(key.RequestId, cancellationToken).ConfigureAwait(false);
        }
        catch (SeedanceApiException exception) when (IsUnknownJob(exception.StatusCode))
        {
            logger.Unknown(key.Reference, (int)exception.StatusCode);
            return null;
        }

        if (string.Equals(generation.RequestId, key.RequestId, StringComparison.Ordinal))
            return generation;

        logger.AnotherJob(key.Reference);
        return null;
    }

    /// <summary>Which status the API answers for an id that it never gave out is not documented; these cannot turn into a job by asking again.</summary>
    private static bool IsUnknownJob(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity;
}
