using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;

namespace Aspire.Hosting;

/// <summary>The mock behind a resource. It starts and ends with the application, and is healthy while its control API responds.</summary>
internal sealed partial class MockProcess(SeedanceMockResource resource, int port, SeedanceMockOptions options) : IHealthCheck, IDisposable
{
    private readonly HttpClient _http = new();
    private SeedanceMockHost? _host;

    public SeedanceMockResource Resource => resource;

    /// <summary>The mock that runs.</summary>
    /// <exception cref="InvalidOperationException">The application has not started it.</exception>
    public SeedanceMockHost Host => _host ?? throw new InvalidOperationException($"The mock '{resource.Name}' has not started.");

    public async Task StartAsync(InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        try
        {
            await start.Eventing
                .PublishAsync(new BeforeResourceStartedEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
            await PublishAsync(start, KnownResourceStates.Starting).ConfigureAwait(false);
            _host = await SeedanceMockHost
                .StartAsync(new SeedanceMockHostOptions { Port = port, Mock = options }, cancellationToken).ConfigureAwait(false);
            start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(Dispose);
            var endpoint = resource.Endpoint.EndpointAnnotation;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", _host.BaseAddress.Port);
            await start.Eventing
                .PublishAsync(new ResourceEndpointsAllocatedEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
            Listens(start.Logger, _host.BaseAddress, _host.ControlAddress);
            await PublishAsync(start, KnownResourceStates.Running).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            NotStarted(start.Logger, failure);
            await PublishAsync(start, KnownResourceStates.FailedToStart).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a command to the control API, as a test in another process does.</summary>
    /// <returns>Whether the command succeeded, and the response: JSON, or the text of an error.</returns>
    public async Task<(bool Success, string Text)> ControlAsync(string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var response = await _http
            .PostAsync(new Uri($"{Host.ControlAddress.AbsoluteUri.TrimEnd('/')}/{path}"), body, cancellationToken).ConfigureAwait(false);
        return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_host is null)
            return HealthCheckResult.Unhealthy("The mock has not started.");

        try
        {
            using var response = await _http.GetAsync(_host.ControlAddress, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The control API of the mock responded {(int)response.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            return HealthCheckResult.Unhealthy("The control API of the mock does not respond.", failure);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _host?.Server.Dispose();
    }

    private Task PublishAsync(InitializeResourceEvent start, string state) =>
        start.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = state,
            StartTimeStamp = state == KnownResourceStates.Running ? DateTime.UtcNow : snapshot.StartTimeStamp,
            Urls = _host is null ? snapshot.Urls :
            [
                new UrlSnapshot(SeedanceMockResource.EndpointName, _host.BaseAddress.AbsoluteUri, IsInternal: false),
                new UrlSnapshot("control", _host.ControlAddress.AbsoluteUri, IsInternal: false),
            ],
        });

    [LoggerMessage(LogLevel.Information, "The mock listens on {address}; its control API is {control}.")]
    private static partial void Listens(ILogger logger, Uri address, Uri control);

    [LoggerMessage(LogLevel.Error, "The mock could not be started.")]
    private static partial void NotStarted(ILogger logger, Exception failure);
}
