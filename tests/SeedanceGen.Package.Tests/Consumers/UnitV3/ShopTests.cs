using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Testing;

public sealed class ShopTests
{
    [Fact]
    public async Task An_order_is_done_when_its_webhook_comes_ten_minutes_later()
    {
        await using var shop = new ShopUnderTest();
        using var customer = shop.CreateClient();
        var token = TestContext.Current.CancellationToken;

        using var order = await customer.PostAsync("orders/17", content: null, token);
        order.EnsureSuccessStatusCode();
        while ((await customer.GetAsync("orders/17", token)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMinutes(1), shop.Clock, token);

        var webhook = Assert.Single(shop.Mock.Webhooks);
        Assert.True(webhook.IsDelivered);
        Assert.Equal(TimeSpan.FromMinutes(10), webhook.SentAt - shop.Mock.Jobs[0].AcceptedAt);
        shop.Mock.Ledger.ShouldHaveChargedOnce();
    }
}

public sealed class ShopUnderTest : WebApplicationFactory<Program>
{
    public ShopUnderTest() => Mock = SeedanceMock.InMemory(new()
    {
        TimeProvider = Clock,
        Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)),
        WebhookHandler = () => Server.CreateHandler(),
    });

    public VirtualTimeProvider Clock { get; } = new();

    public SeedanceMock Mock { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mock.DisposeAsync();
        Clock.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.AddSeedanceMock(Mock));
}
