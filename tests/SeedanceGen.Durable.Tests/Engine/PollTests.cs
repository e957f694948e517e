using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

public sealed class PollTests
{
    [Fact]
    public async Task A_poll_that_fails_with_any_error_is_made_again_later()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        await worker.Submitter.RunAsync(shard, default);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var poller = new JobPoller(
            worker.Context with { Client = DispatchProxy.Create<ISeedanceClient, FailingClient>() }, worker.Pause);

        (await poller.RunAsync(shard, default)).ShouldBe(1);

        var job = await worker.FindAsync("a");
        (job.State, job.Error).ShouldBe((VideoJobState.Submitted, FailingClient.Text));
    }
}

/// <summary>A client whose every call fails with an error that is not the library's.</summary>
public class FailingClient : DispatchProxy
{
    public const string Text = "The client has a fault.";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(Text);
}
