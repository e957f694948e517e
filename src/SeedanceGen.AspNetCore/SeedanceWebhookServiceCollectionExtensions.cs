using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SeedanceGen;
using SeedanceGen.AspNetCore;
using SeedanceGen.AspNetCore.Delivery;
using SeedanceGen.AspNetCore.Endpoint;
using SeedanceGen.AspNetCore.Urls;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the services that receive webhooks.</summary>
public static class SeedanceWebhookServiceCollectionExtensions
{
    /// <summary>
    /// Registers the services that receive webhooks, with options from the configuration. The errors of the options name the section.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">
    /// The section of the options, or a whole configuration, whose section <c>SeedanceWebhooks</c> is read.
    /// </param>
    /// <param name="configure">Sets options after the configuration; null sets none.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSeedanceWebhooks(
        this IServiceCollection services, IConfiguration configuration, Action<SeedanceWebhookOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return AddSeedanceWebhooks(services, options =>
        {
            WebhookConfiguration.Bind(configuration, options);
            configure?.Invoke(options);
        });
    }

    /// <summary>
    /// Registers the services that receive webhooks; <c>MapSeedanceWebhook</c> maps the endpoint. They read jobs with the registered
    /// <see cref="ISeedanceClient"/>, and use the application's own <see cref="IWebhookDeliveryStore"/> and <see cref="IWebhookVerifier"/>
    /// when these are registered.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">
    /// Sets at least <see cref="SeedanceWebhookOptions.Secret"/>. The options are checked when the application starts.
    /// </param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSeedanceWebhooks(this IServiceCollection services, Action<SeedanceWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<SeedanceWebhookOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeedanceWebhookOptions>, SeedanceWebhookOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWebhookDeliveryStore, InMemoryWebhookDeliveryStore>();
        services.TryAddSingleton<WebhookTokens>();
        services.TryAddSingleton(provider => new WebhookUrls(
            provider.GetRequiredService<WebhookTokens>(), provider.GetRequiredService<IOptions<SeedanceWebhookOptions>>()));
        services.TryAddSingleton<WebhookSubscription>();
        services.TryAddSingleton<TimeLimit>();
        services.TryAddSingleton<WebhookDeliverer>();
        services.TryAddSingleton<WebhookEndpoint>();
        if (services.Any(service => service.ServiceType == typeof(WebhookQueue)))
            return services;

        services.AddSingleton<WebhookQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookQueue>());
        services.AddHostedService<MappingCheck>();
        services.AddSingleton<IStartupFilter, RedirectGuard>();
        return services;
    }
}
