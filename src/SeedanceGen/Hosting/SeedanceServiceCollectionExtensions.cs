using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using SeedanceGen;
using SeedanceGen.Configuration;
using SeedanceGen.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Seedance clients to the services of a host.</summary>
/// <remarks>
/// A client is a singleton, because all its calls share their limits: the pause that the service asked for, the timer of all waits, the
/// cap on polls and the charged credits. Its connections come from the host's <see cref="IHttpMessageHandlerFactory"/>, its log goes to
/// the host's <see cref="Logging.ILoggerFactory"/>, and its clock is the host's <see cref="TimeProvider"/> when there is one. Options
/// that name their own handler, log or clock take precedence. The host checks all options when it starts. When the configuration changes
/// while the host runs, the next call takes its key and its address; the other options stay.
/// </remarks>
[UnsupportedOSPlatform("browser")]
public static class SeedanceServiceCollectionExtensions
{
    /// <summary>The section that is read when a whole configuration is passed: <c>Seedance</c>.</summary>
    public const string SectionName = "Seedance";

    /// <summary>Adds an <see cref="ISeedanceClient"/> with the key from <c>SEEDANCE_API_KEY</c> and the default options.</summary>
    /// <param name="services">The services of the host.</param>
    /// <returns>The builder of the client's connection, which adds handlers or replaces the primary one.</returns>
    public static IHttpClientBuilder AddSeedance(this IServiceCollection services) => AddSeedance(services, static _ => { });

    /// <summary>Adds an <see cref="ISeedanceClient"/> with options from code.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets options. The key is read from <c>SEEDANCE_API_KEY</c> when it is not set.</param>
    /// <returns>The builder of the client's connection, which adds handlers or replaces the primary one.</returns>
    public static IHttpClientBuilder AddSeedance(this IServiceCollection services, Action<SeedanceClientOptions> configure) =>
        ClientRegistration.Add(services, Options.Options.DefaultName, configure);

    /// <summary>Adds an <see cref="ISeedanceClient"/> with options from the configuration.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">
    /// The section of the client, or a whole configuration, whose section <c>Seedance</c> is read. From a whole configuration,
    /// <c>SEEDANCE_API_KEY</c> is read too when the section has no key, and <c>SEEDANCE_BASE_URL</c> when it has no address.
    /// </param>
    /// <param name="configure">Sets options after the configuration; null sets none.</param>
    /// <returns>The builder of the client's connection, which adds handlers or replaces the primary one.</returns>
    public static IHttpClientBuilder AddSeedance(
        this IServiceCollection services, IConfiguration configuration, Action<SeedanceClientOptions>? configure = null)
    {
        return Add(services, Options.Options.DefaultName, configuration, SectionName, configure);
    }

    /// <summary>Adds an <see cref="ISeedanceClient"/> that is resolved by its name as the key, with options from code.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The key of the service and the name of its options.</param>
    /// <param name="configure">Sets options. The key is read from <c>SEEDANCE_API_KEY</c> when it is not set.</param>
    /// <returns>The builder of the client's connection, which adds handlers or replaces the primary one.</returns>
    public static IHttpClientBuilder AddSeedance(this IServiceCollection services, string name, Action<SeedanceClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return ClientRegistration.Add(services, name, configure);
    }

    /// <summary>
    /// Adds an <see cref="ISeedanceClient"/> that is resolved by its name as the key, with options from the configuration. Without its
    /// section, and without a key from code, the host does not start: the key of the environment may be another account's.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The key of the service and the name of its options.</param>
    /// <param name="configuration">The section of the client, or a whole configuration, whose section <c>Seedance:name</c> is read.</param>
    /// <param name="configure">Sets options after the configuration; null sets none.</param>
    /// <returns>The builder of the client's connection, which adds handlers or replaces the primary one.</returns>
    public static IHttpClientBuilder AddSeedance(
        this IServiceCollection services, string name, IConfiguration configuration, Action<SeedanceClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, name, configuration, ConfigurationPath.Combine(SectionName, name), configure);
    }

    private static IHttpClientBuilder Add(
        IServiceCollection services,
        string name,
        IConfiguration configuration,
        string sectionName,
        Action<SeedanceClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration is IConfigurationRoot ? configuration.GetSection(sectionName) : configuration;
        services.AddSingleton(new ClientSection(name, section));
        return ClientRegistration.Add(services, name, options =>
        {
            ConfigurationBinding.Bind(section, options);
            if (name.Length > 0)
                options.NoKeyFromEnvironment = MissingSection.Describe(configuration, section);
            configure?.Invoke(options);
            // A client with a name takes no key that may be another account's.
            if (name.Length == 0 && configuration is IConfigurationRoot)
                ConfigurationBinding.BindVariables(configuration, options);
        });
    }
}
