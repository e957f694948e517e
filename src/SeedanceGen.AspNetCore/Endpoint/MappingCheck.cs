using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore.Delivery;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>
/// When the application has started, tells the client that webhooks come to this process, or warns about a mapping that is missing or not
/// where the public address says.
/// </summary>
internal sealed class MappingCheck(
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    WebhookSubscription subscription,
    IOptions<SeedanceWebhookOptions> options,
    ILogger<MappingCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Endpoints are complete only when the web server runs, and it starts after other services.
        lifetime.ApplicationStarted.Register(Check);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check()
    {
        if (!subscription.IsSet)
        {
            logger.NotMapped();
            return;
        }

        ExpectWebhooks();
        var endpoint = services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>()
            .FirstOrDefault(endpoint => endpoint.Metadata.GetMetadata<WebhookEndpointMark>() is not null);
        if (endpoint?.RoutePattern.RawText is not { } pattern || options.Value.PublicAddress is not { } address)
            return;

        var mapped = pattern[..^WebhookEndpoint.Pattern.Length].Trim('/');
        var published = Uri.UnescapeDataString(address.AbsolutePath).Trim('/');
        if (!AreSame(mapped.Split('/'), published.Split('/')))
            logger.MappedElsewhere("/" + mapped, "/" + published);
    }

    /// <summary>Waits for jobs of this client then poll seldom, because the webhook ends them.</summary>
    private void ExpectWebhooks()
    {
        using var scope = services.CreateScope();
        var client = options.Value.ClientName is { } name
            ? scope.ServiceProvider.GetKeyedService<ISeedanceClient>(name)
            : scope.ServiceProvider.GetService<ISeedanceClient>();
        if (client is not null)
            client.ReceivesWebhooks = true;
    }

    /// <summary>Compares two paths as routing does. A segment with a parameter may be any.</summary>
    private static bool AreSame(string[] mapped, string[] published) =>
        mapped.Length == published.Length && mapped.Zip(published).All(pair =>
            pair.First.Contains('{', StringComparison.Ordinal) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Marks the endpoint of webhooks among the endpoints of an application.</summary>
internal sealed class WebhookEndpointMark;
