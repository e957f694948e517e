using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>How long a worker may send a job that it claimed, and deliver one that it took.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task A_worker_that_was_stopped_between_two_attempts_of_the_client_sends_nothing_more()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var busy = new BusyOnceHandler(() => clock.Advance(TimeSpan.FromSeconds(11)));
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, wrap: busy.Around, attempts: 3);
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);

        busy.Sent.ShouldBe(1);
        mock.Jobs.ShouldBeEmpty();
        var job = await worker.FindAsync("a");
        (job.State, job.Attempt).ShouldBe((VideoJobState.Queued, 1));
    }

    [Fact]
    public async Task A_worker_that_was_not_stopped_makes_the_clients_next_attempt()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var busy = new BusyOnceHandler(() => { });
        await using var worker = await WorkerParts.CreateAsync(
            scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow), wrap: busy.Around, attempts: 3);
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);

        busy.Sent.ShouldBe(2);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Submitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hosts_client_looks_at_the_lease_behind_its_other_handlers(bool hasOwnHandler)
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        using var own = mock.CreateHandler();
        var services = new ServiceCollection();
        services.AddLogging();
        var client = services.AddSeedance(options =>
        {
            options.ApiKey = mock.ApiKey;
            options.HttpHandler = hasOwnHandler ? own : null;
        });
        client.AddSeedanceJobs(options => scene.Use(options));
        client.AddHttpMessageHandler(() => new BusyOnceHandler(() => { }));
        await using var provider = services.BuildServiceProvider();

        var handler = hasOwnHandler
            ? provider.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>().CurrentValue.HttpHandler
            : provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("SeedanceGen");

        var names = new List<Type>();
        for (var one = handler; one is DelegatingHandler outer; one = outer.InnerHandler)
            names.Add(outer.GetType());
        names.ShouldContain(typeof(SubmissionLeaseHandler));
        if (!hasOwnHandler)
            names.IndexOf(typeof(SubmissionLeaseHandler)).ShouldBeGreaterThan(names.IndexOf(typeof(BusyOnceHandler)));
    }

    [StoreTheory]
    [EachStore]
    public async Task A_job_that_is_being_delivered_is_not_delivered_by_another_worker(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.SucceedAsync("a", mock);
        var (begun, release) = worker.Handler.Hold();

        var delivery = worker.Deliverer.RunAsync(shard, default);
        await begun.WaitAsync(TimeSpan.FromSeconds(30));
        // A minute passes, in which the worker extends its lease.
        for (var second = 0; second < 60; second += 5)
        {
            var extended = worker.Store.NextChangeAsync();
            clock.Advance(TimeSpan.FromSeconds(5));
            if (second % 10 == 5)
                await extended.WaitAsync(TimeSpan.FromSeconds(30));
            (await worker.Store.ClaimDeliveriesAsync(shard, clock.GetUtcNow(), clock.GetUtcNow(), 4, default)).ShouldBeEmpty();
        }

        release.SetResult();
        (await delivery.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(1);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_delivery_whose_worker_is_gone_is_made_by_another_one_at_the_end_of_its_lease(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.SucceedAsync("a", mock);
        var now = clock.GetUtcNow();
        (await worker.Store.ClaimDeliveriesAsync(shard, now, now.AddSeconds(30), 4, default)).Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(29));
        (await worker.Deliverer.RunAsync(shard, default)).ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await worker.Deliverer.RunAsync(shard, default)).ShouldBe(1);

        worker.Handler.Completed.Keys.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_worker_that_stops_returns_what_it_was_delivering()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        await using var worker = await WorkerParts.CreateAsync(scene, mock, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var shard = await worker.SucceedAsync("a", mock);
        using var stop = new CancellationTokenSource();
        worker.Handler.BeforeCompleted = async () =>
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        };

        await Should.ThrowAsync<OperationCanceledException>(() => worker.Deliverer.RunAsync(shard, stop.Token));

        worker.Handler.BeforeCompleted = () => Task.CompletedTask;
        (await worker.Deliverer.RunAsync(shard, default)).ShouldBe(1);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
    }

    [Fact]
    public async Task A_renewal_that_fails_while_its_delivery_ends_keeps_no_lane()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(
            scene, mock, clock, options => options.MaxConcurrentDeliveries = 1);
        var shard = await worker.SucceedAsync("a", mock);
        var renewing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.Handler.BeforeCompleted = async () =>
        {
            worker.Store.BeforeChange = async _ =>
            {
                worker.Store.BeforeChange = _ => Task.CompletedTask;
                renewing.SetResult();
                // It fails when the delivery has ended.
                var ended = new TaskCompletionSource();
                using var registration = worker.Store.Token.Register(ended.SetResult);
                await ended.Task;
                throw new IOException("The database is locked.");
            };
            clock.Advance(TimeSpan.FromSeconds(11));
            await renewing.Task;
        };

        await worker.Deliverer.RunAsync(shard, default).WaitAsync(TimeSpan.FromSeconds(30));

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
        (await worker.Deliverer.RunAsync(shard, default).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(0);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_delivery_that_another_worker_took_is_stopped_and_changes_nothing(string kind)
    {
        foreach (var end in new[] { "told", "failed", "renewed" })
        {
            await using var scene = await TestStore.CreateAsync(kind);
            using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
            var shard = await worker.SucceedAsync("a", mock);
            var (begun, release) = worker.Handler.Hold();
            var delivery = worker.Deliverer.RunAsync(shard, default);
            await begun.WaitAsync(TimeSpan.FromSeconds(30));

            // Another worker's clock is ahead of this one's, so that this worker's next renewal comes after its claim.
            var claimed = clock.GetUtcNow().AddSeconds(31);
            (await worker.Store.ClaimDeliveriesAsync(shard, claimed, claimed.AddSeconds(30), 4, default)).Count.ShouldBe(1);
            if (end == "renewed")
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                await UntilCanceledAsync(worker.Handler.Token);
            }

            if (end == "failed")
                release.SetException(new IOException("The mail server is gone."));
            else
                release.SetResult();
            await delivery.WaitAsync(TimeSpan.FromSeconds(30));

            (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Succeeded, end);
            (await worker.Store.ClaimDeliveriesAsync(shard, claimed.AddSeconds(29), claimed, 4, default)).ShouldBeEmpty(end);
            (await worker.Store.ClaimDeliveriesAsync(shard, claimed.AddSeconds(30), claimed, 4, default)).Count.ShouldBe(1, end);
            worker.Log.Texts().ShouldContain(line => line.Contains("no longer this worker's", StringComparison.Ordinal), end);
        }
    }

    [StoreTheory]
    [EachStore]
    public async Task A_delivery_is_stopped_when_its_lease_ends_without_a_renewal(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.SucceedAsync("a", mock);
        var begun = new TaskCompletionSource();
        worker.Handler.BeforeCompleted = async () =>
        {
            // The database is gone while the handler runs.
            worker.Store.BeforeChange = _ => Task.FromException(new IOException("The database is gone."));
            begun.SetResult();
            await UntilCanceledAsync(worker.Handler.Token);
            throw new OperationCanceledException(worker.Handler.Token);
        };

        var delivery = worker.Deliverer.RunAsync(shard, default);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(29));
        worker.Handler.Token.IsCancellationRequested.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await delivery.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(1);

        (worker.Store.BeforeChange, worker.Handler.BeforeCompleted) = (_ => Task.CompletedTask, () => Task.CompletedTask);
        (await worker.Deliverer.RunAsync(shard, default)).ShouldBe(1);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_renewal_whose_answer_is_lost_leaves_the_delivery_with_its_worker(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.SucceedAsync("a", mock);
        worker.Handler.BeforeCompleted = async () =>
        {
            var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            worker.Store.BeforeChange = async renewal =>
            {
                worker.Store.BeforeChange = _ => Task.CompletedTask;
                (await worker.Store.ChangeAsync(renewal, default)).ShouldBeTrue();
                lost.SetResult();
                throw new IOException("The connection broke.");
            };
            clock.Advance(TimeSpan.FromSeconds(10));
            await lost.Task;
        };

        (await worker.Deliverer.RunAsync(shard, default).WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(1);

        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Handled);
    }

    private static async Task UntilCanceledAsync(CancellationToken token)
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = token.Register(canceled.SetResult);
        await canceled.Task.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
    }
}

/// <summary>The service is busy for the first submission, and asks for another try at once.</summary>
internal sealed class BusyOnceHandler(Action whenBusy) : DelegatingHandler
{
    /// <summary>How many submissions were sent.</summary>
    public int Sent { get; private set; }

    public HttpMessageHandler Around(HttpMessageHandler inner)
    {
        InnerHandler = inner;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null || ++Sent > 1)
            return await base.SendAsync(request, cancellationToken);
        whenBusy();
        var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new ByteArrayContent([]) };
        response.Headers.RetryAfter = new(TimeSpan.Zero);
        return response;
    }
}
