using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using ShopSample;

namespace SeedanceGen.AspireTests;

/// <summary>The sample as Aspire runs it: the mock in the AppHost, the shop as a process of its own.</summary>
[Trait("Category", "Slow")]
public sealed class AppHostSampleTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private DistributedApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHostSample>();
        _app = await builder.BuildAsync();
        await _app.StartAsync().WaitAsync(Limit);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("shop").WaitAsync(Limit);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_application_orders_from_the_mock_and_a_person_commands_the_mock()
    {
        using var shop = _app.CreateHttpClient("shop");

        (await OrderAsync(shop, "order-17")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await UntilAsync(shop, "order-17", order => order.JobId is not null);
        (await JobsAsync()).ShouldHaveSingleItem();

        var advanced = await CommandAsync("advance", ("seconds", "60"));
        advanced.Success.ShouldBeTrue(advanced.Message);

        var failed = await CommandAsync("fail-job", ("job", ""), ("code", "moderated"), ("message", "The prompt is not allowed."));
        failed.Success.ShouldBeTrue(failed.Message);
        (await UntilAsync(shop, "order-17", order => order.Status != "in production")).Status.ShouldBe("failed");

        var none = await CommandAsync("fail-job", ("job", ""), ("code", "moderated"), ("message", "The prompt is not allowed."));
        none.Success.ShouldBeFalse();
        none.Message.ShouldNotBeNull().ShouldContain("no job that has not ended");

        (await CommandAsync("reset")).Success.ShouldBeTrue();
        (await JobsAsync()).ShouldBeEmpty();
    }

    private static Task<HttpResponseMessage> OrderAsync(HttpClient shop, string number) =>
        shop.PostAsJsonAsync($"orders/{number}", new OrderRequest("A river"));

    /// <summary>Reads an order, as a customer would, until it is as expected.</summary>
    private static async Task<Order> UntilAsync(HttpClient shop, string number, Predicate<Order> isExpected)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var order = (await shop.GetFromJsonAsync<Order>($"orders/{number}", limit.Token))!;
            if (isExpected(order))
                return order;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> JobsAsync()
    {
        using var mock = _app.CreateHttpClient("seedance");
        return [.. (await mock.GetFromJsonAsync<JsonElement>("__seedance/jobs")).EnumerateArray()];
    }

    private Task<ExecuteCommandResult> CommandAsync(string name, params (string Name, string Value)[] arguments) =>
        _app.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            "seedance",
            name,
            new InteractionInputCollection([.. arguments.Select(argument =>
                new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]));
}
