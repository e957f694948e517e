using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SeedanceGen.Durable.Engine;

/// <summary>The spans and metrics of durable jobs; docs/durable.md lists them.</summary>
internal sealed class JobTelemetry : IDisposable
{
    public const string Name = "SeedanceGen.Durable";

    private static readonly ActivitySource Source = new(Name);

    private readonly Meter _meter = new(Name);

    /// <param name="totals">The latest figures of the store; null before the first.</param>
    /// <param name="clock">The clock.</param>
    public JobTelemetry(Func<VideoQueueTotals?> totals, TimeProvider clock)
    {
        _meter.CreateObservableGauge(
            "seedance.queue.jobs",
            () => (totals()?.Jobs ?? new Dictionary<VideoJobState, long>()).Where(state => state.Key != VideoJobState.Handled)
                .Select(state => new Measurement<long>(
                    state.Value, new KeyValuePair<string, object?>("seedance.queue.state", state.Key.ToString()))),
            "{job}", "Jobs of the store that are not handled.");
        _meter.CreateObservableGauge(
            "seedance.queue.oldest", () => totals()?.OldestOpen is { } oldest ? (clock.GetUtcNow() - oldest).TotalSeconds : 0,
            "s", "The age of the oldest job of the store that is not handled.");
        _meter.CreateObservableGauge(
            "seedance.queue.credits.charged", () => totals()?.CreditsCharged ?? 0, "{credit}", "Credits that the whole store was charged.");
        _meter.CreateObservableGauge(
            "seedance.queue.credits.uncertain", () => totals()?.CreditsUncertain ?? 0, "{credit}",
            "Credits that the whole store may have been charged beyond that.");
    }

    /// <summary>The trace that a job is enqueued in, for its row.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>
    /// Begins the span of a step. It belongs to the trace that the job was enqueued in, in whichever process the step runs.
    /// </summary>
    /// <param name="step">The last part of the span's name.</param>
    /// <param name="job">The job.</param>
    public static Activity? Begin(string step, VideoJob job)
    {
        ActivityContext.TryParse(job.TraceParent, traceState: null, isRemote: true, out var parent);
        return Source.StartActivity("seedance.queue." + step, ActivityKind.Consumer, parent)
            ?.SetTag("seedance.queue.key", job.Key).SetTag("seedance.queue.attempt", job.Attempt);
    }

    public void Dispose() => _meter.Dispose();
}
