using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen.Durable;
using SeedanceGen.Durable.Engine;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of durable jobs.</summary>
public static class SeedanceJobsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the store: unhealthy when it cannot be read, and degraded while a submission has an unknown outcome that a person
    /// may have to resolve, and while queued jobs wait because <see cref="SeedanceJobsOptions.MaxCredits"/> leaves no room. The figures are
    /// at most 15 seconds old, and leave out handled jobs.
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">Tags to choose checks by; null, the default, sets none.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddSeedanceJobs(
        this IHealthChecksBuilder builder, string name = "seedance-jobs", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            provider => new QueueHealthCheck(
                provider.GetService<JobWorker>() is { } worker
                    ? worker.GetTotalsAsync
                    : provider.GetRequiredService<IVideoQueue>().GetTotalsAsync,
                provider.GetService<JobContext>()?.Options.MaxCredits),
            failureStatus: null,
            tags));
    }

    private sealed class QueueHealthCheck(Func<CancellationToken, Task<VideoQueueTotals>> read, long? maxCredits) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var totals = await read(cancellationToken).ConfigureAwait(false);
                var data = totals.Jobs.ToDictionary(state => state.Key.ToString(), state => (object)state.Value, StringComparer.Ordinal);
                var unknown = totals.Count(VideoJobState.OutcomeUnknown);
                if (unknown > 0)
                {
                    return HealthCheckResult.Degraded(
                        FormattableString.Invariant($"Submissions with an unknown outcome: {unknown}; see IVideoQueue.ResolveAsync."),
                        data: data);
                }

                return IsFull(totals)
                    ? HealthCheckResult.Degraded(
                        FormattableString.Invariant(
                            $"Queued jobs wait: {totals.CreditsCharged} credits are charged and {totals.CreditsUncertain} may be, of ")
                        + FormattableString.Invariant($"{maxCredits}. Where a price is unknown, see IVideoQueue.ResolveAsync."),
                        data: data)
                    : HealthCheckResult.Healthy("The store is there, and no outcome is unknown.", data);
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "The store cannot be read.", problem);
            }
        }

        /// <summary>Whether queued jobs wait for credits, and no submission is under way that could end and leave room.</summary>
        private bool IsFull(VideoQueueTotals totals) => totals.Count(VideoJobState.Queued) > 0
            && totals.Count(VideoJobState.Submitting) == 0
            && totals.CreditsCharged + totals.CreditsUncertain >= maxCredits;
    }
}
