using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of a Seedance client.</summary>
public static class SeedanceHealthChecksBuilderExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds a check that the service is reached and accepts the key. It reads the list of models (<c>GET /models</c>), which costs no
    /// credits. The description of a failure never contains the key.
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="clientName">The name that the client was added with; null for the client without a name.</param>
    /// <param name="failureStatus">The status of a failure; null is unhealthy.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <param name="timeout">How long the check may take, with its retries; null is 10 seconds.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddSeedance(
        this IHealthChecksBuilder builder,
        string name = "seedance",
        string? clientName = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            provider => new SeedanceHealthCheck(clientName is null
                ? provider.GetRequiredService<ISeedanceClient>()
                : provider.GetRequiredKeyedService<ISeedanceClient>(clientName)),
            failureStatus,
            tags,
            timeout ?? DefaultTimeout));
    }

    /// <summary>Reads the list of models, which costs no credits.</summary>
    private sealed class SeedanceHealthCheck(ISeedanceClient client) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var models = await client.ListModelsAsync(cancellationToken).ConfigureAwait(false);
                return HealthCheckResult.Healthy($"The service responds and accepts the key; it lists {models.Count} models.");
            }
            catch (SeedanceException exception)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
            }
        }
    }
}
