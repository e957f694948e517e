using System.Collections.Concurrent;
using System.Diagnostics;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_submission_belongs_to_the_trace_that_its_job_was_enqueued_in()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        int shard;
        ActivityTraceId trace;
        using (var order = new Activity("order").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            trace = order.TraceId;
            shard = await worker.EnqueueAsync("traced");
        }

        await worker.Submitter.RunAsync(shard, default);

        spans.Single(span => "traced".Equals(span.GetTagItem("seedance.queue.key"))).TraceId.ShouldBe(trace);
    }
}
