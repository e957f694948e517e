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
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SendOnceFilter>());

        var connection = services.AddHttpClient(ConnectionName(name));
        if (IsRegistered(services, name))
            return connection;

        services.Add(name.Length == 0
            ? ServiceDescriptor.Singleton<ISeedanceClient>(provider => Create(provider, name))
            : ServiceDescriptor.KeyedSingleton<ISeedanceClient>(name, (provider, _) => Create(provider, name)));

        return connection
            .ConfigurePrimaryHttpMessageHandler(ServiceHandler.Create)
            // The client keeps its handler for good, and the handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own log has addresses in it, also the links of videos. The client logs what it does, without them.
            .RemoveAllLoggers()
            .RedactLoggedHeaders(["Authorization"]);
    }

    /// <summary>Whether a connection of the host's factory is a client's.</summary>
    public static bool IsConnection(string? name) => name == Connection || name?.StartsWith(Connection + ":", StringComparison.Ordinal) == true;

    private static bool IsRegistered(IServiceCollection services, string name) => services.Any(
        service => service.ServiceType == typeof(ISeedanceClient)
            && (name.Length == 0 ? !service.IsKeyedService : service.IsKeyedService && name.Equals(service.ServiceKey)));

    private static string ConnectionName(string name) => name.Length == 0 ? Connection : $"{Connection}:{name}";

    private static SeedanceClient Create(IServiceProvider provider, string name)
    {
        // A copy, because options that were resolved elsewhere are not the client's to complete or to close.
        var options = provider.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>().Get(name).Copy();
        options.HttpHandler ??= provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ConnectionName(name));
        if (options.LoggerFactory == NullLoggerFactory.Instance && provider.GetService<ILoggerFactory>() is { } loggers)
            options.LoggerFactory = loggers;
        if (options.TimeProvider == TimeProvider.System && provider.GetService<TimeProvider>() is { } clock)
            options.TimeProvider = clock;
        return new SeedanceClient(options);
    }
}
