using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>What becomes of a submission, step by step.</summary>
public sealed class SubmissionTests
{
    [Fact]
    public async Task A_worker_that_was_stopped_after_its_claim_submits_nothing()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        // Each look at the clock finds it eleven seconds later.
        clock.AutoAdvanceAmount = TimeSpan.FromSeconds(11);

        await worker.Submitter.RunAsync(shard, default);

        mock.Jobs.ShouldBeEmpty();
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Queued);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_claim_whose_answer_is_lost_is_queued_again_and_sent_once(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(
            scene, mock, clock, options => (options.MaxCredits, options.PriceOf) = (50, _ => 40));
        var shard = await worker.EnqueueAsync("a");
        worker.Store.AfterClaim = async () =>
        {
            // Another worker takes the shard before this one has read what became of its claim.
            await worker.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, clock.GetUtcNow(), default);
            throw new IOException("The database restarts.");
        };
        var failures = 2;
        worker.Store.BeforeClaimed = () => failures-- > 0
            ? Task.FromException(new IOException("The database starts.")) : Task.CompletedTask;

        var run = worker.Submitter.RunAsync(shard, default);
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Should.ThrowAsync<IOException>(() => run);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Queued);
        (await worker.Queue.GetTotalsAsync()).CreditsUncertain.ShouldBe(0);
        mock.Jobs.ShouldBeEmpty();
        worker.Store.AfterClaim = () => Task.CompletedTask;
        (await worker.Submitter.RunAsync(shard, default)).ShouldBe(1);
        mock.Jobs.Count.ShouldBe(1);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Submitted);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_claim_that_fails_returns_no_job_of_another_claim(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        var shard = await worker.EnqueueAsync("a");
        await worker.ClaimAsync(shard);
        worker.Store.AfterClaim = () => Task.FromException(new IOException("The database restarts."));

        await Should.ThrowAsync<IOException>(() => worker.Submitter.RunAsync(shard, default));

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Submitting);
    }

    [Fact]
    public async Task A_lost_response_leaves_an_unknown_outcome_that_a_webhook_resolves()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, wrap: handler => new LosingHandler(handler));
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.OutcomeUnknown);
        await worker.Submitter.RunAsync(shard, default);
        mock.Jobs.Count.ShouldBe(1);

        await worker.Deliverer.RunAsync(shard, default);
        worker.Handler.Unknown.Keys.ShouldBe(["a"]);
        mock.Jobs[0].Succeed();
        var read = await worker.Context.Client.GetAsync(mock.Jobs[0].RequestId);
        (await worker.Queue.ReportAsync("a", read)).ShouldBeTrue();

        var job = await worker.FindAsync("a");
        (job.State, job.RequestId).ShouldBe((VideoJobState.Succeeded, mock.Jobs[0].RequestId));
        await worker.Deliverer.RunAsync(shard, default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
        worker.Handler.Completed["a"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_accepted_job_that_the_store_does_not_take_is_in_a_file_that_the_next_start_reads()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using (var worker = await WorkerParts.CreateAsync(scene, mock, clock))
        {
            var shard = await worker.EnqueueAsync("a");
            var job = (await worker.Context.Store.ClaimAsync(
                new JobClaim(shard, 1, "test", clock.GetUtcNow(), null, null), default))[0];
            await worker.Context.Store.DisposeAsync();
            var accepted = JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow());
            await worker.Recorder.RecordAsync(accepted, new CancellationToken(canceled: true));
        }

        Directory.GetFiles(scene.Folder, JobText.Hash("a") + ".1.json", SearchOption.AllDirectories).Length.ShouldBe(1);
        await using var next = await WorkerParts.CreateAsync(scene, mock, clock);
        await next.Recorder.RecoverAsync(default);

        var recovered = await next.FindAsync("a");
        (recovered.State, recovered.RequestId, recovered.CreditsCharged).ShouldBe((VideoJobState.Submitted, "req_1", (long?)40));
        Directory.GetFiles(scene.Folder, JobText.Hash("a") + ".1.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_during_the_submission_keeps_its_price_when_the_response_comes()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        var job = (await worker.Context.Store.ClaimAsync(new JobClaim(shard, 1, "test", clock.GetUtcNow(), null, null), default))[0];
        await worker.Context.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, clock.GetUtcNow(), default);
        await worker.Context.Store.ChangeAsync(
            JobChange.Named(job with { State = VideoJobState.OutcomeUnknown }, "req_1", clock.GetUtcNow()), default);

        await worker.Recorder.RecordAsync(JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow()), default);

        var charged = await worker.FindAsync("a");
        (charged.State, charged.CreditsCharged).ShouldBe((VideoJobState.Submitted, (long?)40));
        (await worker.Queue.GetTotalsAsync()).CreditsCharged.ShouldBe(40);
    }

    [Fact]
    public async Task A_service_that_asks_for_a_pause_gets_it_from_every_shard()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { RateLimit = new MockRateLimit(1, TimeSpan.FromMinutes(1)) });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shards = new List<int>();
        foreach (var key in Enumerable.Range(0, 6).Select(number => "job-" + number))
            shards.Add(await worker.EnqueueAsync(key));

        foreach (var shard in shards)
            await worker.Submitter.RunAsync(shard, default);
        var requests = mock.Journal.Entries.Count;
        foreach (var shard in shards)
            await worker.Submitter.RunAsync(shard, default);

        mock.Journal.Entries.Count.ShouldBe(requests);
        (await worker.Queue.GetTotalsAsync()).Count(VideoJobState.Queued).ShouldBe(5);
        (await worker.Queue.GetTotalsAsync()).Count(VideoJobState.Failed).ShouldBe(0);
    }

    [Fact]
    public async Task A_submitted_job_is_canceled_by_its_worker()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        await worker.Submitter.RunAsync(shard, default);

        (await worker.Queue.CancelAsync("a"))!.State.ShouldBe(VideoJobState.Submitted);
        await worker.Poller.RunAsync(shard, default);
        await worker.Deliverer.RunAsync(shard, default);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
        worker.Handler.Failed["a"].State.ShouldBe(VideoJobState.Cancelled);
    }

    [Fact]
    public async Task Polls_of_a_job_are_further_and_further_apart()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        await worker.Submitter.RunAsync(shard, default);
        var polls = new List<int>();

        for (var minute = 0; minute < 2; minute++)
        {
            var before = mock.Journal.Entries.Count;
            for (var second = 0; second < 60; second++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await worker.Poller.RunAsync(shard, default);
            }

            polls.Add(mock.Journal.Entries.Count - before);
        }

        polls[0].ShouldBeInRange(5, 9);
        polls[1].ShouldBeInRange(1, 3);
    }
}
