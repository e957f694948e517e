using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore;
using SeedanceGen.Durable;
using SeedanceGen.Testing;
using ShopSample;

namespace SeedanceGen.Samples.Tests;

/// <summary>The whole way on real sockets: the shop submits with a webhook, receives it from the mock service, and has the video.</summary>
[Trait("Category", "Slow")]
public sealed class ShopSampleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_order_is_submitted_its_webhook_comes_and_the_order_completes()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var scratch = new Scratch();
        await using var shop = await StartAsync(service, scratch);
        using var http = Http(shop);

        await PlaceAsync(http, "order-17");
        var order = await UntilAsync(http, "order-17", order => order.JobId is not null);
        using var early = await http.GetAsync(new Uri("orders/order-17/video", UriKind.Relative));
        service.GetJob(order.JobId!).Succeed();
        var finished = await UntilAsync(http, "order-17", order => order.Status == "ready");

        early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        finished.ShouldBe(order with { Status = "ready" });
        (await http.GetByteArrayAsync("orders/order-17/video")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        (await http.GetStringAsync("health")).ShouldBe("Healthy");
        await service.WaitForWebhooksAsync();
        service.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(202);
        service.Ledger.Charges.Count.ShouldBe(1);
        service.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_public_address_polls_find_the_end_of_an_order_and_it_says_why_it_failed()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var scratch = new Scratch();
        await using var shop = await StartAsync(
            service, scratch, "--PublicAddress=", "--SeedanceWebhooks:Secret=", "--SeedanceJobs:PollInterval=00:00:00.1");
        using var http = Http(shop);

        await PlaceAsync(http, "order-17");
        var order = await UntilAsync(http, "order-17", order => order.JobId is not null);
        service.GetJob(order.JobId!).Fail("moderated", "The prompt is not allowed.");

        (await UntilAsync(http, "order-17", order => order.Status == "failed")).Error.ShouldBe("The prompt is not allowed.");
        service.GetJob(order.JobId!).Request.WebhookUrl.ShouldBeNull();
    }

    [Fact]
    public async Task Forged_replayed_oversized_and_wrong_token_webhooks_change_no_order()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var scratch = new Scratch();
        await using var shop = await StartAsync(service, scratch);
        using var http = Http(shop);
        await PlaceAsync(http, "order-17");
        await PlaceAsync(http, "order-18");
        var done = (await UntilAsync(http, "order-17", order => order.JobId is not null)).JobId!;
        var open = (await UntilAsync(http, "order-18", order => order.JobId is not null)).JobId!;
        service.GetJob(done).Succeed();
        await UntilAsync(http, "order-17", order => order.Status == "ready");
        await service.WaitForWebhooksAsync();
        var reads = service.Journal.Of(MockOperation.Get).Count;

        var wrongToken = new Uri(UrlFor(shop, "order-18").AbsoluteUri[..^1] + "x");
        (await PostAsync(http, wrongToken, Naming(open))).ShouldBe(HttpStatusCode.NotFound);
        var oversized = Naming(open) + new string(' ', 70_000);
        (await PostAsync(http, UrlFor(shop, "order-18"), oversized)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(http, UrlFor(shop, "order-18"), "not JSON")).ShouldBe(HttpStatusCode.BadRequest);
        service.Journal.Of(MockOperation.Get).Count.ShouldBe(reads, "none of these is worth a read");

        await ShouldBeAcceptedAsync("order-17", done, "a replay");
        (await PostAsync(http, UrlFor(shop, "order-18"), Naming(open))).ShouldBe(
            HttpStatusCode.ServiceUnavailable, "forged: the job has not ended, so the ledger does not have its end");
        await ShouldBeAcceptedAsync("order-18", "req_forged", "forged: there is no such job");
        await ShouldBeAcceptedAsync("order-18", done, "forged: the job of another order");
        await shop.StopAsync();

        var queue = shop.Services.GetRequiredService<IVideoQueue>();
        (await queue.GetAsync("order-17"))!.State.ShouldBe(VideoJobState.Handled);
        (await queue.GetAsync("order-18"))!.ShouldSatisfyAllConditions(
            job => job.State.ShouldBe(VideoJobState.Submitted), job => job.RequestId.ShouldBe(open));
        service.GetJob(open).Status.ShouldBe(GenerationStatus.Queued);
        service.Ledger.Charges.Count.ShouldBe(2);

        async Task ShouldBeAcceptedAsync(string order, string job, string reason) =>
            (await PostAsync(http, UrlFor(shop, order), Naming(job))).ShouldBe(HttpStatusCode.Accepted, reason);
    }

    [Fact]
    public async Task A_number_is_paid_for_once_and_an_order_that_cannot_be_made_is_refused()
    {
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var scratch = new Scratch();
        await using var shop = await StartAsync(service, scratch);
        using var http = Http(shop);

        await PlaceAsync(http, "order-17");
        await PlaceAsync(http, "order-17");
        using var other = await http.PostAsJsonAsync("orders/order-17", new OrderRequest("A lake"));
        using var empty = await http.PostAsJsonAsync("orders/order-18", new OrderRequest(""));
        using var strange = await http.PostAsJsonAsync("orders/order 18", new OrderRequest("A lake"));
        await UntilAsync(http, "order-17", order => order.Status == "ready");

        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        strange.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        service.Ledger.Charges.Count.ShouldBe(1);
    }

    [UnixFact]
    public async Task The_shop_sample_starts_by_the_commands_of_its_page()
    {
        await using var service = await SeedanceMockServer.StartAsync();
        using var sample = new SampleProcess("shop", "ShopSample", service);

        (await sample.RunUntilAsync("Now listening on", "--urls=http://127.0.0.1:0")).ShouldContain("http://127.0.0.1:");
    }

    private static async Task<WebApplication> StartAsync(SeedanceMockServer service, Scratch scratch, params string[] settings)
    {
        var address = $"http://127.0.0.1:{PostgreSqlServer.FreePort()}";
        var shop = Shop.Build(
        [
            $"--urls={address}", $"--PublicAddress={address}",
            $"--Seedance:ApiKey={service.ApiKey}",
            $"--Seedance:BaseAddress={service.BaseAddress}",
            "--SeedanceWebhooks:Secret=a secret of the sample, 32 bytes or more",
            $"--DataFolder={scratch.Folder}",
            "--SeedanceJobs:IdleDelay=00:00:00.05",
            "--Logging:LogLevel:Default=None",
            .. settings,
        ]);
        await shop.StartAsync();
        return shop;
    }

    private static HttpClient Http(WebApplication shop) => new() { BaseAddress = new Uri(shop.Urls.Single()) };

    private static Uri UrlFor(WebApplication shop, string order) =>
        shop.Services.GetRequiredService<WebhookUrls>().Create(new Uri(new Uri(shop.Urls.Single()), "/webhooks/seedance"), order);

    private static string Naming(string job) => $$"""{"requestId":"{{job}}"}""";

    private static async Task PlaceAsync(HttpClient http, string number)
    {
        using var response = await http.PostAsJsonAsync($"orders/{number}", new OrderRequest("A river"));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Reads an order, as a customer would, until it is as expected.</summary>
    private static async Task<Order> UntilAsync(HttpClient http, string number, Predicate<Order> isExpected)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var order = (await http.GetFromJsonAsync<Order>($"orders/{number}", limit.Token))!;
            if (isExpected(order))
                return order;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Uri url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(url, content);
        return response.StatusCode;
    }
}
