using System.Net;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>A response that breaks off behind the id of its job.</summary>
public sealed class CandidateTests
{
    [StoreTheory]
    [EachStore]
    public async Task A_job_that_a_broken_response_named_is_looked_for_until_it_is_found(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var broken = new BreakingHandler { FailsReads = true };
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, wrap: broken.Around);
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.OutcomeUnknown);
        await worker.Poller.FindCandidatesAsync(shard, default);
        // The handler hears of an unknown outcome only when the job was looked for in vain for a while.
        (await worker.Deliverer.RunAsync(shard, default)).ShouldBe(0);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.OutcomeUnknown);
        broken.FailsReads = false;
        await worker.Poller.FindCandidatesAsync(shard, default);
        broken.Reads.ShouldBe(1, "the next look waits for its time");
        clock.Advance(TimeSpan.FromSeconds(10));
        await worker.Poller.FindCandidatesAsync(shard, default);

        var job = await worker.FindAsync("a");
        (job.State, job.RequestId).ShouldBe((VideoJobState.Submitted, mock.Jobs[0].RequestId));
        mock.Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_handler_hears_of_an_outcome_that_stays_unknown()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var broken = new BreakingHandler { FailsReads = true };
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, wrap: broken.Around);
        var shard = await worker.EnqueueAsync("a");

        await worker.Submitter.RunAsync(shard, default);
        clock.Advance(TimeSpan.FromMinutes(2));
        await worker.Deliverer.RunAsync(shard, default);

        worker.Handler.Unknown.Keys.ShouldBe(["a"]);
    }

    [Fact]
    public async Task An_id_of_an_earlier_submission_is_not_looked_for()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var broken = new BreakingHandler { FailsReads = true };
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, wrap: broken.Around);
        var shard = await worker.EnqueueAsync("a");
        await worker.Submitter.RunAsync(shard, default);
        await worker.Queue.ResolveAsync("a", SubmissionResolution.NotCharged);
        await worker.ClaimAsync(shard);
        await worker.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, clock.GetUtcNow(), default);
        clock.Advance(TimeSpan.FromMinutes(2));

        (await worker.Store.CandidatesAsync(shard, clock.GetUtcNow(), 10, default)).ShouldBeEmpty();
    }
}

/// <summary>Breaks the response to each submission behind the job's id, and fails reads when it is told to.</summary>
internal sealed class BreakingHandler : DelegatingHandler
{
    public bool FailsReads { get; set; }

    public int Reads { get; private set; }

    public HttpMessageHandler Around(HttpMessageHandler inner)
    {
        InnerHandler = inner;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
        {
            Reads++;
            return FailsReads ? throw new HttpRequestException("No way.") : await base.SendAsync(request, cancellationToken);
        }

        using var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var id = System.Text.Json.Nodes.JsonNode.Parse(body)!["requestId"]!.ToString();
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"success":true,"requestId":"{{id}}","sta"""),
        };
    }
}
