using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class WebhookChaosTests
{
    private const int Jobs = 200;

    [Fact]
    public async Task The_same_seed_draws_the_same_plans_and_about_as_many_as_asked()
    {
        var jobs = await JobsAsync();

        var drawn = Draw(jobs, seed: 42, rate: 0.2);

        drawn.SequenceEqual(Enumerable.Reverse(Draw([.. Enumerable.Reverse(jobs)], seed: 42, rate: 0.2))).ShouldBeTrue();
        drawn.SequenceEqual(Draw(jobs, seed: 43, rate: 0.2)).ShouldBeFalse();
        drawn.Count(plan => plan is not null).ShouldBeInRange(Jobs / 10, Jobs * 3 / 10);
        drawn.OfType<WebhookPlan>().ShouldAllBe(plan => plan.Repro == "WebhookFor = WebhookPlan.Chaos(seed: 42, rate: 0.2)");
        drawn.OfType<WebhookPlan>().Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_chaos_can_spare_every_webhook_or_none()
    {
        var jobs = await JobsAsync();

        Draw(jobs, seed: 1, rate: 0).ShouldAllBe(plan => plan == null);
        Draw(jobs, seed: 1, rate: 1).ShouldAllBe(plan => plan != null);
        Should.Throw<ArgumentOutOfRangeException>(() => WebhookPlan.Chaos(1, -0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => WebhookPlan.Chaos(1, 1.1));
    }

    [Fact]
    public async Task Through_all_misbehaviour_each_job_that_is_not_lost_arrives()
    {
        using var clock = new VirtualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.Immediately, WebhookFor = WebhookPlan.Chaos(seed: 7, rate: 1) });
        using var api = new ApiCaller(server);

        for (var i = 0; i < 40; i++)
            await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await server.WaitForWebhooksAsync();

        var lost = server.Webhooks.Where(delivery => delivery.Outcome == WebhookOutcome.DroppedByPlan && delivery.Attempt == 1)
            .Select(delivery => delivery.RequestId).ToHashSet();
        var arrived = server.Webhooks.Where(delivery => delivery is { IsDelivered: true, Kind: WebhookKind.Result })
            .Select(delivery => delivery.RequestId).ToList();
        arrived.Distinct().Count().ShouldBe(arrived.Count);
        server.Jobs.Select(job => job.RequestId).Except(arrived).ShouldAllBe(id => lost.Contains(id));
        lost.Count.ShouldBeLessThan(20);
    }

    private static List<WebhookPlan?> Draw(IReadOnlyList<MockJob> jobs, int seed, double rate) =>
        [.. jobs.Select(WebhookPlan.Chaos(seed, rate))];

    private static async Task<IReadOnlyList<MockJob>> JobsAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        for (var i = 0; i < Jobs; i++)
            await api.SubmitAsync();
        return server.Jobs;
    }
}
