using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>What a job becomes when its submission is refused, for itself or for all.</summary>
public sealed class RejectionTests
{
    [Fact]
    public async Task An_error_envelope_with_status_200_fails_its_job()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow));
        mock.Given(MockOperation.Submit).Respond(MockFault.ErrorEnvelope("bad_prompt", "No."));
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Failed);
    }

    [Theory]
    [InlineData(404, null, 59)]
    [InlineData(405, null, 59)]
    [InlineData(407, null, 59)]
    [InlineData(503, 30, 29)]
    public async Task A_response_that_every_job_would_get_pauses_the_store_and_fails_no_job(int status, int? retryAfter, int seconds)
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        mock.Given(MockOperation.Submit).Respond(
            MockFault.Status(status, retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null));
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Queued);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        (await worker.Pause.IsOnAsync(default)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(2));
        (await worker.Pause.IsOnAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_of_a_webhook_that_cannot_be_made_queues_the_job_again()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(
            scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow),
            options => options.WebhookUrl = (_, _) => throw new InvalidOperationException("No secret is set."));
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);

        var job = await worker.FindAsync("a");
        (job.State, job.Error).ShouldBe((VideoJobState.Queued, "No secret is set."));
        mock.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pause_is_at_most_an_hour_and_one_of_zero_is_the_default()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);

        await worker.Pause.BeginAsync(TimeSpan.Zero, default);
        (await worker.Pause.IsOnAsync(default)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(6));
        (await worker.Pause.IsOnAsync(default)).ShouldBeFalse();

        await worker.Pause.BeginAsync(TimeSpan.MaxValue, default);
        clock.Advance(TimeSpan.FromMinutes(59));
        (await worker.Pause.IsOnAsync(default)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(2));
        (await worker.Pause.IsOnAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);

        await worker.Pause.BeginAsync(TimeSpan.FromMinutes(10), default);
        await worker.Pause.BeginAsync(TimeSpan.FromSeconds(1), default);
        (await worker.Pause.IsOnAsync(default)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(0.5));
        await worker.Pause.BeginAsync(TimeSpan.FromSeconds(0.1), default);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        (await worker.Pause.IsOnAsync(default)).ShouldBeTrue();
    }
}
