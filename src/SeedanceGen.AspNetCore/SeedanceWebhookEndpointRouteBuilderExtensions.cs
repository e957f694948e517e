using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SeedanceGen;
using SeedanceGen.AspNetCore;
using SeedanceGen.AspNetCore.Delivery;
using SeedanceGen.AspNetCore.Endpoint;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that receives webhooks.</summary>
public static class SeedanceWebhookEndpointRouteBuilderExtensions
{
    /// <summary>Maps the application's webhook endpoint to a delegate.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">
    /// The path without reference and token, such as <c>/webhooks/seedance</c>; <see cref="WebhookUrls"/> makes the URLs below it.
    /// </param>
    /// <param name="handler">
    /// Handles the end of a job. It gets the job as the API reports it, and the reference that the URL was made with. After an exception,
    /// the job is delivered again.
    /// </param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">The services are not registered, or the endpoint is mapped already.</exception>
    public static IEndpointConventionBuilder MapSeedanceWebhook(
        this IEndpointRouteBuilder endpoints, string path, Func<VideoGeneration, string, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Map(endpoints, path, (_, generation, reference, cancellationToken) => handler(generation, reference, cancellationToken));
    }

    /// <summary>Maps the application's webhook endpoint to a handler; each delivery resolves it from its own service scope.</summary>
    /// <typeparam name="THandler">The handler, as it is registered.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">
    /// The path without reference and token, such as <c>/webhooks/seedance</c>; <see cref="WebhookUrls"/> makes the URLs below it.
    /// </param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="InvalidOperationException">
    /// The services or the handler are not registered, or the endpoint is mapped already.
    /// </exception>
    public static IEndpointConventionBuilder MapSeedanceWebhook<THandler>(this IEndpointRouteBuilder endpoints, string path)
        where THandler : class, ISeedanceWebhookHandler
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Require(endpoints, typeof(THandler), $"Register {typeof(THandler).Name} with the application's services.");
        return Map(endpoints, path, static (services, generation, reference, cancellationToken) =>
            services.GetRequiredService<THandler>().HandleAsync(generation, reference, cancellationToken));
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, WebhookCallback callback)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Require(endpoints, typeof(WebhookEndpoint), "Call services.AddSeedanceWebhooks(…) first.");
        RequireClient(endpoints.ServiceProvider);

        endpoints.ServiceProvider.GetRequiredService<WebhookSubscription>().Set(callback);
        RequestDelegate respond = static context => context.RequestServices.GetRequiredService<WebhookEndpoint>().RespondAsync(context);
        var endpoint = endpoints.MapPost(path.TrimEnd('/') + WebhookEndpoint.Pattern, respond).WithDisplayName("Seedance webhook");
        WebhookOpenness.Apply(endpoint);
        return endpoint;
    }

    private static void RequireClient(IServiceProvider services)
    {
        // The options are read without their validation, which runs when the host starts and reports every problem.
        var options = new SeedanceWebhookOptions();
        foreach (var configure in services.GetServices<IConfigureOptions<SeedanceWebhookOptions>>())
            configure.Configure(options);

        var name = options.ClientName;
        var isRegistered = name is null
            ? services.GetService<IServiceProviderIsService>()?.IsService(typeof(ISeedanceClient))
            : services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(ISeedanceClient), name);
        if (isRegistered == false)
        {
            throw new InvalidOperationException(name is null
                ? $"Register {nameof(ISeedanceClient)} with the application's services: webhooks read jobs with it."
                : $"Register an {nameof(ISeedanceClient)} with the name '{name}' (services.AddSeedance(\"{name}\", …)): webhooks read jobs "
                    + $"with it ({nameof(SeedanceWebhookOptions)}.{nameof(SeedanceWebhookOptions.ClientName)}).");
        }
    }

    private static void Require(IEndpointRouteBuilder endpoints, Type service, string advice)
    {
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(service) == false)
            throw new InvalidOperationException(advice);
    }
}
