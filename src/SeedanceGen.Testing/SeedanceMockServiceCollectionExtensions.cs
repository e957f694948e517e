using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using SeedanceGen;
using SeedanceGen.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Connects a host under test to a mock instead of the service.</summary>
/// <remarks>
/// It does not matter whether the host calls <c>AddSeedance</c> before or after, with which configuration, or for how many named clients:
/// each gets the mock's address, key and clock, and its connection leads to the mock. Handlers that the host added to the connection stay.
/// </remarks>
public static class SeedanceMockServiceCollectionExtensions
{
    /// <summary>Adds a mock in memory that starts and ends with the host; it is resolved as <see cref="SeedanceMock"/>.</summary>
    /// <param name="services">The services of the host, such as those of <c>WebApplicationFactory.ConfigureTestServices</c>.</param>
    /// <param name="options">How the mock behaves; null for the defaults.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static IServiceCollection AddSeedanceMock(this IServiceCollection services, SeedanceMockOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        return Add(services.AddSingleton(_ => SeedanceMock.InMemory(options)));
    }

    /// <summary>Adds a mock that the test made; the test disposes of it.</summary>
    /// <param name="services">The services of the host, such as those of <c>WebApplicationFactory.ConfigureTestServices</c>.</param>
    /// <param name="mock">The mock, on a socket or in memory.</param>
    /// <typeparam name="TMock">What kind of mock it is; the compiler infers it.</typeparam>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSeedanceMock<TMock>(this IServiceCollection services, TMock mock)
        where TMock : SeedanceMock
    {
        // Generic so that AddSeedanceMock(new() { … }) can mean the options alone, as everywhere else.
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(mock);
        return Add(services.AddSingleton<SeedanceMock>(mock));
    }

    private static IServiceCollection Add(IServiceCollection services)
    {
        // For a host that does not use the client yet; nothing changes for a host that does.
        services.AddSeedance();
        services.AddSingleton<IPostConfigureOptions<SeedanceClientOptions>>(
            provider => new MockClientOptions(provider.GetRequiredService<SeedanceMock>()));
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(
            provider => new MockConnection(provider.GetRequiredService<SeedanceMock>()));
        return services;
    }

    /// <summary>Sets the options of each client of a host, after all other configuration.</summary>
    private sealed class MockClientOptions(SeedanceMock mock) : IPostConfigureOptions<SeedanceClientOptions>
    {
        public void PostConfigure(string? name, SeedanceClientOptions options)
        {
            options.ApiKey = mock.ApiKey;
            options.BaseAddress = mock.BaseAddress;
            options.TimeProvider = mock.Engine.Options.TimeProvider;
            // Without a handler of its own a client takes the host's connection, which leads to the mock, with the host's handlers before
            // it.
            options.HttpHandler = null;
        }
    }

    /// <summary>Leads the connections of a host's clients to a mock; handlers that the host added stay.</summary>
    private sealed class MockConnection(SeedanceMock mock) : IPostConfigureOptions<HttpClientFactoryOptions>
    {
        /// <summary>
        /// The name of the connection of the client without a name; a named client's connection has a colon and its name after it.
        /// </summary>
        private const string Connection = nameof(SeedanceGen);

        public void PostConfigure(string? name, HttpClientFactoryOptions options)
        {
            if (name == Connection || name?.StartsWith(Connection + ":", StringComparison.Ordinal) == true)
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = mock.CreateHandler());
        }
    }
}
