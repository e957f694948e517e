using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SeedanceGen.Configuration;
using SeedanceGen.Http;

namespace SeedanceGen.Hosting;

/// <summary>Registers one client: its options, its connection and itself.</summary>
internal static class ClientRegistration
{
    private const string Connection = nameof(SeedanceGen);

    public static IHttpClientBuilder Add(IServiceCollection services, string name, Action<SeedanceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<SeedanceClientOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeedanceClientOptions>, OptionsValidation>());
        // The first filter changes the connection after all other filters, so they see the connection as it is.
        if (!services.Any(service => service.ImplementationType == typeof(SendOnceFilter)))
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SendOnceFilter>());

        var connection = services.AddHttpClient(ConnectionName(name));
        if (IsRegistered(services, name))
            return connection;

        services.Add(name.Length == 0
            ? ServiceDescriptor.Singleton<ISeedanceClient>(provider => Create(provider, name))
            : ServiceDescriptor.KeyedSingleton<ISeedanceClient>(name, (provider, _) => Create(provider, name)));

        return connection
            .ConfigurePrimaryHttpMessageHandler(provider =>
                ServiceHandler.Create(provider.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>().Get(name)))
            // The client keeps its handler, and the handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's log contains addresses, also the links of videos. The client's own log has none.
            .RemoveAllLoggers()
            .RedactLoggedHeaders(["Authorization"]);
    }

    /// <summary>Whether a connection of the host's factory belongs to a client.</summary>
    public static bool IsConnection(string? name) =>
        name == Connection || name?.StartsWith(Connection + ":", StringComparison.Ordinal) == true;

    private static bool IsRegistered(IServiceCollection services, string name) => services.Any(
        service => service.ServiceType == typeof(ISeedanceClient)
            && (name.Length == 0 ? !service.IsKeyedService : service.IsKeyedService && name.Equals(service.ServiceKey)));

    private static string ConnectionName(string name) => name.Length == 0 ? Connection : $"{Connection}:{name}";

    private static SeedanceClient Create(IServiceProvider provider, string name)
    {
        // A copy: the client completes its options and makes them read-only, and other code may have resolved the same ones.
        var options = provider.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>().Get(name).Copy();
        options.HttpHandler ??= new AttemptMarkerHandler(
            provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ConnectionName(name)));
        if (options.LoggerFactory == NullLoggerFactory.Instance && provider.GetService<ILoggerFactory>() is { } loggers)
            options.LoggerFactory = loggers;
        if (options.TimeProvider == TimeProvider.System && provider.GetService<TimeProvider>() is { } clock)
            options.TimeProvider = clock;
        var client = new SeedanceClient(options);
        client.Connection.Follow(new AccessChanges(provider, name, client.Connection));
        return client;
    }
}

/// <summary>Shows a host that starts every fault of every client's options.</summary>
internal sealed class OptionsValidation : IValidateOptions<SeedanceClientOptions>
{
    public ValidateOptionsResult Validate(string? name, SeedanceClientOptions options)
    {
        var faults = new OptionsValidator(options, options.ApiKey).Faults;
        var client = string.IsNullOrEmpty(name) ? string.Empty : $"Seedance client '{name}': ";
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => client + fault.Message));
    }
}
