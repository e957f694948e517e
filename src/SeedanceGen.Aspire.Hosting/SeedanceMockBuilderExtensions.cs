using System.Collections.Immutable;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen;
using SeedanceGen.Testing;

namespace Aspire.Hosting;

/// <summary>Adds the mock of the Seedance 2.0 Open API to an AppHost.</summary>
public static class SeedanceMockBuilderExtensions
{
    /// <summary>
    /// Adds the mock. It listens on loopback in the process of the AppHost, and its control API can be reached under the same address. The
    /// dashboard shows its endpoint and its health, and has commands that put its clock forward, fail a job and reset it. The mock is not
    /// part of a published application.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="port">The port to listen on; a free one when null, the default.</param>
    /// <param name="options">How the mock behaves; null for the defaults of a mock that is not strict.</param>
    /// <returns>The resource, for <see cref="WithReference"/> and <c>WaitFor</c>.</returns>
    /// <exception cref="ArgumentException">The name is not valid for a resource.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is negative or above 65535.</exception>
    public static IResourceBuilder<SeedanceMockResource> AddSeedanceMock(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        SeedanceMockOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(port ?? 0, nameof(port));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port ?? 0, System.Net.IPEndPoint.MaxPort, nameof(port));
        options ??= new SeedanceMockOptions { Strict = false };
        var mock = new MockProcess(new SeedanceMockResource(name, options.ApiKey), port ?? 0, options);
        var health = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(health, mock, failureStatus: null, tags: null));
        return builder.AddResource(mock.Resource)
            .WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, "http", name: SeedanceMockResource.EndpointName, port: port, isProxied: false))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "SeedanceMock",
                Properties = ImmutableArray<ResourcePropertySnapshot>.Empty,
                State = KnownResourceStates.NotStarted,
            })
            .WithIconName("VideoClip")
            .WithHealthCheck(health)
            .WithMockCommands(mock)
            .ExcludeFromManifest()
            .OnInitializeResource((_, start, cancellationToken) => mock.StartAsync(start, cancellationToken));
    }

    /// <summary>
    /// Gives a project, an executable or a container the address and the key of the mock, by the environment variables that
    /// <see cref="SeedanceClient"/> reads: <see cref="SeedanceClientOptions.BaseAddressVariable"/> and
    /// <see cref="SeedanceClientOptions.ApiKeyVariable"/>.
    /// </summary>
    /// <typeparam name="T">The kind of the resource.</typeparam>
    /// <param name="builder">The resource that uses the service.</param>
    /// <param name="mock">The mock.</param>
    /// <returns>The resource that uses the service.</returns>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<SeedanceMockResource> mock)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(mock);
        return builder
            .WithReferenceRelationship(mock.Resource)
            .WithEnvironment(SeedanceClientOptions.BaseAddressVariable, mock.Resource.Endpoint)
            .WithEnvironment(SeedanceClientOptions.ApiKeyVariable, mock.Resource.ApiKey);
    }
}
