using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeedanceGen.Texts;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>Reads the job that a webhook names from the API, and passes it to the handler once, after the job has ended.</summary>
internal sealed class WebhookDeliverer(
    IServiceScopeFactory scopes,
    IWebhookDeliveryStore store,
    WebhookSubscription subscription,
    TimeLimit limit,
    IOptions<SeedanceWebhookOptions> options,
    ILogger<WebhookDeliverer> logger)
{
    private readonly string? _clientName = options.Value.ClientName;

    /// <summary>Makes one attempt. It logs every failure and throws none.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        try
        {
            // The claim comes before the read, so that a repeated webhook causes no call of the API.
            if (await store.TryClaimAsync(key, cancellationToken).ConfigureAwait(false))
                return await DeliverClaimedAsync(key, cancellationToken).ConfigureAwait(false);

            logger.Repeated(key.RequestId, key.Reference);
            return DeliveryOutcome.Delivered;
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
            outcome = await ReadAndHandleAsync(key, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (outcome != DeliveryOutcome.Delivered)
                await store.ReleaseAsync(key, CancellationToken.None).ConfigureAwait(false);
        }

        if (outcome != DeliveryOutcome.Delivered)
            return outcome;

        await store.CompleteAsync(key, CancellationToken.None).ConfigureAwait(false);
        logger.Delivered(key.RequestId, key.Reference);
        return DeliveryOutcome.Delivered;
    }

    private async Task<DeliveryOutcome> ReadAndHandleAsync(WebhookDeliveryKey key, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        var client = _clientName is null
            ? scope.ServiceProvider.GetRequiredService<ISeedanceClient>()
            : scope.ServiceProvider.GetRequiredKeyedService<ISeedanceClient>(_clientName);
        if (await FetchAsync(client, key, cancellationToken).ConfigureAwait(false) is not { } generation)
            return DeliveryOutcome.UnknownJob;
        var status = JobState.Of(generation).Status;
        if (!status.IsTerminal)
        {
            var shown = OutsideText.Label(status.Value);
            logger.NotEnded(key.RequestId, key.Reference, shown);
            return DeliveryOutcome.JobNotEnded;
        }

        // A wait for the job does not have to wait for the handler too.
        client.PollNow(key.RequestId);
        if (await limit.RunAsync(token => HandleAsync(generation, key.Reference, token), cancellationToken).ConfigureAwait(false))
            return DeliveryOutcome.Delivered;

        logger.TimedOut(key.RequestId, key.Reference, limit.Seconds);
        return DeliveryOutcome.Failed;
    }

    /// <summary>The handler has a scope of its own, which lives as long as it runs, also when nothing waits for it any more.</summary>
    private async Task HandleAsync(VideoGeneration generation, string reference, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await subscription.Callback(scope.ServiceProvider, generation, reference, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The job as the API reports it; null when the API does not know the job.</summary>
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

        if (string.Equals(JobState.Of(generation).Id, key.RequestId, StringComparison.Ordinal))
            return generation;

        logger.AnotherJob(key.Reference);
        return null;
    }

    /// <summary>
    /// The status for an unknown id is not documented. After one of these statuses, another read cannot find the job either.
    /// </summary>
    private static bool IsUnknownJob(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity;
}

/// <summary>
/// The handler of the application's only endpoint. A second one is not possible: the token of a URL names a reference and no endpoint.
/// </summary>
internal sealed class WebhookSubscription
{
    private WebhookCallback? _callback;

    public bool IsSet => Volatile.Read(ref _callback) is not null;

    public WebhookCallback Callback => _callback ?? throw new InvalidOperationException("No webhook endpoint is mapped.");

    public void Set(WebhookCallback callback)
    {
        if (Interlocked.CompareExchange(ref _callback, callback, null) is not null)
            throw new InvalidOperationException("The webhook endpoint is mapped already; tell jobs apart by their references.");
    }
}

/// <summary>What a delivery calls. Each delivery has its own service scope.</summary>
internal delegate Task WebhookCallback(
    IServiceProvider services, VideoGeneration generation, string reference, CancellationToken cancellationToken);

/// <summary>The outcome of one attempt to deliver.</summary>
internal enum DeliveryOutcome
{
    /// <summary>The handler got the job, in this attempt or earlier.</summary>
    Delivered,

    /// <summary>The API does not know the job, so there is nothing to deliver.</summary>
    UnknownJob,

    /// <summary>The job has not ended. A webhook is the final result, so the API's report can be older than the webhook.</summary>
    JobNotEnded,

    /// <summary>The read failed, or the handler threw or took too long; another attempt can succeed.</summary>
    Failed,
}
