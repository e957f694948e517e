using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.AspNetCore.Tests.Sample;

/// <summary>The whole way on real sockets: the application submits with a webhook, receives it from the mock service, and completes.</summary>
public sealed class VideoShopTests
{
    [Fact]
    public async Task An_order_is_submitted_its_webhook_comes_and_it_completes()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var shop = await VideoShop.StartAsync(Settings("Seedance", service), (services, configuration) => services.AddSeedance(configuration));

        var id = await shop.OrderAsync("order-17");
        var wait = shop.Client().WaitAsync(id, new WaitOptions { ExpectWebhook = true, WebhookPollInterval = TimeSpan.FromHours(5), Timeout = Timeout.InfiniteTimeSpan });
        service.GetJob(id).Succeed();

        (await wait.WaitAsync(WebhookScene.Limit)).Status.ShouldBe(GenerationStatus.Succeeded);
        await shop.Rang.Task.WaitAsync(WebhookScene.Limit);
        var (order, video) = shop.Finished.ShouldHaveSingleItem();
        order.ShouldBe("order-17");
        video.RequestId.ShouldBe(id);
        video.Output!.Url.ShouldNotBeNull();
        await service.WaitForWebhooksAsync();
        service.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(202);
        service.Ledger.Charges.Count.ShouldBe(1);
        service.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forged_replayed_oversized_and_wrong_token_calls_change_nothing()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var shop = await VideoShop.StartAsync(Settings("Seedance", service), (services, configuration) => services.AddSeedance(configuration));
        var done = await shop.OrderAsync("order-17");
        var open = await shop.OrderAsync("order-18");
        service.GetJob(done).Succeed();
        await shop.Rang.Task.WaitAsync(WebhookScene.Limit);
        await service.WaitForWebhooksAsync();
        var reads = service.Journal.ForOperation("getVideoGeneration").Count;

        var wrongToken = new Uri(shop.UrlFor("order-18").AbsoluteUri[..^1] + "x");
        (await shop.PostAsync(wrongToken, WebhookScene.Naming(open))).ShouldBe(HttpStatusCode.NotFound);
        (await shop.PostAsync(shop.UrlFor("order-18"), WebhookScene.Naming(open) + new string(' ', 70_000))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await shop.PostAsync(shop.UrlFor("order-18"), "not JSON")).ShouldBe(HttpStatusCode.BadRequest);
        service.Journal.ForOperation("getVideoGeneration").Count.ShouldBe(reads, "none of these is worth a read");

        (await shop.PostAsync(shop.UrlFor("order-17"), WebhookScene.Naming(done))).ShouldBe(HttpStatusCode.Accepted, "a replay");
        (await shop.PostAsync(shop.UrlFor("order-18"), WebhookScene.Naming(open))).ShouldBe(HttpStatusCode.Accepted, "forged: the job has not ended");
        (await shop.PostAsync(shop.UrlFor("order-18"), WebhookScene.Naming("req_forged"))).ShouldBe(HttpStatusCode.Accepted, "forged: there is no such job");
        await shop.StopAsync();

        shop.Finished.ShouldHaveSingleItem().Order.ShouldBe("order-17");
        service.GetJob(open).Status.ShouldBe(GenerationStatus.Queued);
        service.Ledger.Charges.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Webhooks_are_read_with_the_client_that_they_are_bound_to()
    {
        await using var europe = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var america = await SeedanceMockServer.StartAsync();
        var settings = Settings("Seedance:eu", europe).Concat(Settings("Seedance:us", america));
        await using var shop = await VideoShop.StartAsync(
            settings,
            (services, configuration) =>
            {
                services.AddSeedance("us", configuration);
                services.AddSeedance("eu", configuration);
            },
            clientName: "eu");

        var id = await shop.OrderAsync("order-17");
        europe.GetJob(id).Succeed();
        await shop.Rang.Task.WaitAsync(WebhookScene.Limit);

        shop.Finished.ShouldHaveSingleItem().Video.RequestId.ShouldBe(id);
        america.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_client_that_is_not_there_is_said_when_the_endpoint_is_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSeedance("us", _ => { }).Services.AddSeedanceWebhooks(options => options.ClientName = "eu");

        Should.Throw<InvalidOperationException>(() => builder.Build().MapSeedanceWebhook("/hooks", (_, _, _) => Task.CompletedTask))
            .Message.ShouldContain("AddSeedance(\"eu\"");
    }

    private static Dictionary<string, string?> Settings(string section, SeedanceMockServer service) => new()
    {
        [$"{section}:ApiKey"] = service.ApiKey,
        [$"{section}:BaseAddress"] = service.BaseAddress.AbsoluteUri,
    };
}
