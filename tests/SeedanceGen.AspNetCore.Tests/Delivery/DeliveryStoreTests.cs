using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

public sealed class DeliveryStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_claim_belongs_to_one_until_it_is_released()
    {
        var store = Default();
        var key = new WebhookDeliveryKey("req_1", "order-17");

        (await store.TryClaimAsync(key, None)).ShouldBeTrue();
        (await store.TryClaimAsync(key, None)).ShouldBeFalse();
        await store.ReleaseAsync(key, None);
        (await store.TryClaimAsync(key, None)).ShouldBeTrue();
        await store.CompleteAsync(key, None);
        (await store.TryClaimAsync(key, None)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_oldest_deliveries_are_forgotten_and_what_is_claimed_is_not()
    {
        var store = Default(remembered: 2);
        var claimed = new WebhookDeliveryKey("req_claimed", "order-17");
        await store.TryClaimAsync(claimed, None);
        foreach (var id in new[] { "req_1", "req_2", "req_3" })
        {
            await store.TryClaimAsync(new(id, "order-17"), None);
            await store.CompleteAsync(new(id, "order-17"), None);
        }

        (await store.TryClaimAsync(new("req_1", "order-17"), None)).ShouldBeTrue();
        (await store.TryClaimAsync(new("req_2", "order-17"), None)).ShouldBeFalse();
        (await store.TryClaimAsync(new("req_3", "order-17"), None)).ShouldBeFalse();
        (await store.TryClaimAsync(claimed, None)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_applications_own_store_decides_and_is_told_after_the_handler()
    {
        var delivered = "";
        var store = new RecordingStore(key => key.RequestId != delivered);
        await using var scene = await WebhookScene.StartAsync(
            build: builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(store));
        delivered = await scene.FinishedJobAsync();
        var fresh = await scene.FinishedJobAsync();
        var completedBefore = -1;
        scene.Handler = (_, _) =>
        {
            completedBefore = store.Completed.Count;
            return Task.CompletedTask;
        };

        await scene.PostAsync("order-17", WebhookScene.Naming(delivered));
        await scene.PostAsync("order-17", WebhookScene.Naming(fresh));

        (await scene.DrainAsync()).ShouldHaveSingleItem().Generation.RequestId.ShouldBe(fresh);
        scene.Reads.ShouldBe(1);
        completedBefore.ShouldBe(0);
        store.Completed.ShouldBe([new(fresh, "order-17")]);
        store.Released.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_is_released_when_the_handler_throws_or_the_job_has_not_ended()
    {
        var store = new RecordingStore(_ => true);
        await using var scene = await WebhookScene.StartAsync(
            options => options.MaxAttempts = 1, builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(store));
        scene.Handler = (_, _) => throw new InvalidOperationException("Away.");
        var running = (await scene.JobAsync()).RequestId;
        var finished = await scene.FinishedJobAsync();

        await scene.PostAsync("order-17", WebhookScene.Naming(running));
        await scene.PostAsync("order-17", WebhookScene.Naming(finished));

        await scene.DrainAsync();
        store.Completed.ShouldBeEmpty();
        store.Released.ShouldBe([new(running, "order-17"), new(finished, "order-17")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_store_that_fails_does_not_lose_the_delivery()
    {
        var calls = 0;
        var store = new RecordingStore(_ => calls++ == 0 ? throw new InvalidOperationException("The database is away.") : true);
        await using var scene = await WebhookScene.StartAsync(
            build: builder => builder.Services.AddSingleton<IWebhookDeliveryStore>(store));

        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        (await scene.NextRetryAsync()).Fire();

        await scene.NextAsync();
    }

    private static IWebhookDeliveryStore Default(int remembered = 10) =>
        new ServiceCollection()
            .AddSeedanceWebhooks(options =>
            {
                options.Secret = Sample.VideoHost.Secret;
                options.RememberedDeliveries = remembered;
            })
            .BuildServiceProvider()
            .GetRequiredService<IWebhookDeliveryStore>();
}
