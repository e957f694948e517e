using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SeedanceGen.Hosting;

/// <summary>Whether the service is reached and accepts the key: reads the list of models, which costs no credits.</summary>
internal sealed class SeedanceHealthCheck(ISeedanceClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var models = await client.ListModelsAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"The service answers and accepts the key; it lists {models.Count} models.");
        }
        catch (SeedanceException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
