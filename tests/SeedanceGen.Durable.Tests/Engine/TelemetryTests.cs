using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Each_step_of_a_job_belongs_to_the_trace_that_it_was_enqueued_in()
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
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        int shard;
        ActivityTraceId trace;
        using (var order = new Activity("order").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            trace = order.TraceId;
            shard = await worker.EnqueueAsync("traced");
        }

        await worker.Submitter.RunAsync(shard, default);
        mock.Jobs[^1].Succeed();
        clock.Advance(TimeSpan.FromMinutes(1));
        await worker.Poller.RunAsync(shard, default);
        await worker.Deliverer.RunAsync(shard, default);

        var steps = spans.Where(span => "traced".Equals(span.GetTagItem("seedance.queue.key"))).ToList();
        steps.Select(span => span.OperationName).ShouldBe(["seedance.queue.submit", "seedance.queue.poll", "seedance.queue.deliver"]);
        steps.ShouldAllBe(span => span.TraceId == trace);
    }
}
