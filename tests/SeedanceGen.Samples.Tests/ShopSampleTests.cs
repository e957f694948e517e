using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore;
using SeedanceGen.Testing;
using ShopSample;

namespace SeedanceGen.Samples.Tests;

/// <summary>The whole way on real sockets: the shop submits with a webhook, receives it from the mock service, and completes.</summary>
public sealed class ShopSampleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_order_is_submitted_its_webhook_comes_and_the_order_completes()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var shop = await StartAsync(service);
        using var http = Http(shop);

        var order = await PlaceAsync(http, "order-17");
        var client = shop.Services.GetRequiredService<ISeedanceClient>();
        var wait = client.WaitAsync(
            order.JobId!,
            new WaitOptions { ExpectWebhook = true, WebhookPollInterval = TimeSpan.FromHours(5), Timeout = Timeout.InfiniteTimeSpan });
        service.GetJob(order.JobId!).Succeed();

        (await wait.WaitAsync(Limit)).Status.ShouldBe(GenerationStatus.Succeeded);
        await service.WaitForWebhooksAsync();
        await shop.StopAsync();
        var finished = shop.Services.GetRequiredService<OrderStore>().Find("order-17")!;
        finished.JobId.ShouldBe(order.JobId);
        finished.Status.ShouldBe("succeeded");
        finished.Video.ShouldNotBeNull();
        service.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(202);
        service.Ledger.Charges.Count.ShouldBe(1);
        service.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forged_replayed_oversized_and_wrong_token_webhooks_change_no_order()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var shop = await StartAsync(service);
        using var http = Http(shop);
        var done = (await PlaceAsync(http, "order-17")).JobId!;
        var open = (await PlaceAsync(http, "order-18")).JobId!;
        service.GetJob(done).Succeed();
        await service.WaitForWebhooksAsync();
        await FinishedAsync(http, "order-17");
        var reads = service.Journal.ForOperation("getVideoGeneration").Count;

        var wrongToken = new Uri(UrlFor(shop, "order-18").AbsoluteUri[..^1] + "x");
        (await PostAsync(http, wrongToken, Naming(open))).ShouldBe(HttpStatusCode.NotFound);
        var oversized = Naming(open) + new string(' ', 70_000);
        (await PostAsync(http, UrlFor(shop, "order-18"), oversized)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(http, UrlFor(shop, "order-18"), "not JSON")).ShouldBe(HttpStatusCode.BadRequest);
        service.Journal.ForOperation("getVideoGeneration").Count.ShouldBe(reads, "none of these is worth a read");

        await ShouldBeAcceptedAsync("order-17", done, "a replay");
        await ShouldBeAcceptedAsync("order-18", open, "forged: the job has not ended");
        await ShouldBeAcceptedAsync("order-18", "req_forged", "forged: there is no such job");
        await ShouldBeAcceptedAsync("order-18", done, "forged: the job of another order");
        await shop.StopAsync();

        var orders = shop.Services.GetRequiredService<OrderStore>();
        orders.Find("order-17")!.Status.ShouldBe("succeeded");
        orders.Find("order-18").ShouldBe(new Order("order-18", open, "queued"));
        service.GetJob(open).Status.ShouldBe(GenerationStatus.Queued);
        service.Ledger.Charges.Count.ShouldBe(2);

        async Task ShouldBeAcceptedAsync(string order, string job, string reason) =>
            (await PostAsync(http, UrlFor(shop, order), Naming(job))).ShouldBe(HttpStatusCode.Accepted, reason);
    }

    [Fact]
    public async Task A_number_is_paid_for_once_and_is_free_again_after_a_refusal()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Balance = 40 });
        await using var shop = await StartAsync(service);
        using var http = Http(shop);

        await PlaceAsync(http, "order-17");
        using var again = await http.PostAsJsonAsync("orders/order-17", new OrderRequest("A river"));
        using var refused = await http.PostAsJsonAsync("orders/order-18", new OrderRequest("A lake"));
        service.Ledger.TopUp(40);

        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await PlaceAsync(http, "order-18")).JobId.ShouldNotBeNull();
        service.Ledger.Charges.Count.ShouldBe(2);
    }

    [UnixFact]
    [Trait("Category", "Slow")]
    public async Task The_shop_sample_starts_by_the_commands_of_its_page()
    {
        await using var service = await SeedanceMockServer.StartAsync();
        using var sample = new SampleProcess("shop", "ShopSample", service);

        (await sample.RunUntilAsync("Now listening on", "--urls=http://127.0.0.1:0")).ShouldContain("http://127.0.0.1:");
    }

    private static async Task<WebApplication> StartAsync(SeedanceMockServer service)
    {
        var shop = Shop.Build(
            "--urls=http://127.0.0.1:0",
            $"--Seedance:ApiKey={service.ApiKey}",
            $"--Seedance:BaseAddress={service.BaseAddress}",
            "--SeedanceWebhooks:Secret=a secret of the sample, 32 bytes or more",
            "--Logging:LogLevel:Default=None");
        await shop.StartAsync();
        return shop;
    }

    private static HttpClient Http(WebApplication shop) => new() { BaseAddress = new Uri(shop.Urls.Single()) };

    private static Uri UrlFor(WebApplication shop, string order) =>
        shop.Services.GetRequiredService<WebhookUrls>().Create(new Uri(new Uri(shop.Urls.Single()), "/webhooks/seedance"), order);

    private static string Naming(string job) => $$"""{"requestId":"{{job}}"}""";

    private static async Task<Order> PlaceAsync(HttpClient http, string number)
    {
        using var response = await http.PostAsJsonAsync($"orders/{number}", new OrderRequest("A river"));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await response.Content.ReadFromJsonAsync<Order>())!;
    }

    /// <summary>Reads an order, as a customer would, until it is done: the webhook is acknowledged before it is handled.</summary>
    private static async Task FinishedAsync(HttpClient http, string number)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await http.GetFromJsonAsync<Order>($"orders/{number}", limit.Token))!.Status != "succeeded")
            await Task.Yield();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Uri url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(url, content);
        return response.StatusCode;
    }
}
