using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task An_exporter_gets_the_job_as_one_trace_and_its_duration_in_buckets_of_minutes()
    {
        var spans = new Keeping<Activity, string>(span => span.OperationName);
        var metrics = new Keeping<Metric, (string Name, double LastBound)>(metric => (metric.Name, LastBoundOf(metric)));
        using (var tracing = Sdk.CreateTracerProviderBuilder().AddSource(SeedanceTelemetry.Name)
            .AddProcessor(new SimpleActivityExportProcessor(spans)).Build())
        using (var measuring = Sdk.CreateMeterProviderBuilder().AddMeter(SeedanceTelemetry.Name)
            .AddReader(new BaseExportingMetricReader(metrics)).Build())
        {
            await using var observed = await ObservedClient.StartAsync();
            await observed.Client.GenerateAsync(Requests.River);
            measuring.ForceFlush().ShouldBeTrue();
        }

        spans.Kept.ShouldBe(["seedance.submit", "seedance.job"]);
        metrics.Kept.Distinct().Where(metric => metric.LastBound > 0).Order()
            .ShouldBe([("seedance.job.duration", 3600), ("seedance.job.queue_time", 3600)]);
    }

    private static double LastBoundOf(Metric metric)
    {
        var last = 0d;
        if (metric.MetricType != MetricType.Histogram)
            return last;

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            foreach (var bucket in point.GetHistogramBuckets())
                last = double.IsFinite(bucket.ExplicitBound) ? bucket.ExplicitBound : last;
        }

        return last;
    }

    private sealed class Keeping<T, TKept>(Func<T, TKept> keep) : BaseExporter<T>
        where T : class
    {
        public List<TKept> Kept { get; } = [];

        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var item in batch)
                Kept.Add(keep(item));
            return ExportResult.Success;
        }
    }
}
