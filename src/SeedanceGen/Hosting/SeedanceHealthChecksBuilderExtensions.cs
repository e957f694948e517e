using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen;
using SeedanceGen.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of a Seedance client.</summary>
public static class SeedanceHealthChecksBuilderExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds a check whether the service is reached and accepts the key. It reads the list of models (<c>GET /models</c>), which costs no
    /// credits. The reason of a failure never contains the key.
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="clientName">The name that the client was added with; null for the client without a name.</param>
    /// <param name="failureStatus">What a failure is reported as; unhealthy when null.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <param name="timeout">How long the check may take, its retries included; 10 seconds when null.</param>
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
}
