using System.Net;
using System.Net.Http.Json;
using SeedanceGen.Testing;
using ShopSample;

namespace SeedanceGen.Samples.Tests;

/// <summary>The shop is killed at the worst moments, started again, and goes on.</summary>
[Trait("Category", "Slow")]
public sealed class ShopRestartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [PostgreSqlFact]
    public async Task On_PostgreSQL_a_job_ends_after_a_kill_between_its_webhook_and_its_fetch()
    {
        // Only what is in the page's example a name of others is replaced.
        const string Database = "Host=db.example.com;Database=shop;Username=shop", Public = "https://shop.example.com";
        var commands = FencedBlock.Of("src/docs/durable-shop.md", "sh").ShouldHaveSingleItem().Text;
        commands.ShouldContain(Database);
        commands.ShouldContain(Public);
        var database = await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();
        await AssertAsync(
            MockOperation.Get,
            address => commands.Replace(Database, database, StringComparison.Ordinal).Replace(Public, address, StringComparison.Ordinal));
    }

    [UnixFact]
    public Task On_SQLite_a_job_ends_after_a_kill_between_its_webhook_and_its_fetch() => AssertAsync(MockOperation.Get, OnSqlite);

    [UnixFact]
    public Task On_SQLite_a_job_ends_after_a_kill_while_its_video_is_downloaded() => AssertAsync(MockOperation.DownloadVideo, OnSqlite);

    private static string OnSqlite(string address) =>
        $"""
        export PublicAddress="{address}" SeedanceWebhooks__Secret="a secret of the tests, which has at least 32 bytes"
        dotnet run --project src/samples/shop
        """;

    /// <param name="killedAt">The request of the shop, after the webhook, that gets no response before the shop is killed.</param>
    /// <param name="commands">What starts the shop, from its public address.</param>
    private static async Task AssertAsync(MockOperation killedAt, Func<string, string> commands)
    {
        await using var service = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Manually,
            // The shop is killed before it has responded to the webhook.
            IgnoredViolations = killedAt == MockOperation.Get ? [MockViolationKind.UndeliveredWebhook] : [],
        });
        using var scratch = new Scratch();
        var address = $"http://127.0.0.1:{PostgreSqlServer.FreePort()}";
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var shop = await StartAsync();
        using var placed = await http.PostAsJsonAsync("orders/order-17", new OrderRequest("A river"));
        placed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var order = await UntilAsync(
            async () => await http.GetFromJsonAsync<Order>("orders/order-17") is { JobId: not null } found ? found : null);

        var fetch = service.Given(killedAt).Respond(MockFault.Hang());
        service.GetJob(order.JobId!).Succeed();
        await UntilAsync(() => Task.FromResult(fetch.CallCount > 0 ? fetch : null));
        shop.Dispose();      // as kill -9
        await service.WaitForWebhooksAsync();
        service.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(killedAt == MockOperation.Get ? null : 202);

        using var again = await StartAsync();
        await again.PrintedAsync("Order order-17 is ready");
        (await http.GetFromJsonAsync<Order>("orders/order-17")).ShouldBe(order with { Status = "ready" });
        (await http.GetByteArrayAsync("orders/order-17/video")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        service.Journal.Of(MockOperation.Submit).ShouldHaveSingleItem();
        service.Ledger.Charges.ShouldHaveSingleItem();

        async Task<RunningProgram> StartAsync()
        {
            const string Run = "dotnet run --project src/samples/shop";
            var built = $"exec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ShopSample.dll")}'";
            commands(address).TrimEnd().ShouldEndWith(Run);
            var program = new RunningProgram(
                scratch.Folder,
                commands(address).Replace(Run, built, StringComparison.Ordinal),
                (SeedanceClientOptions.ApiKeyVariable, service.ApiKey),
                (SeedanceClientOptions.BaseAddressVariable, service.BaseAddress.AbsoluteUri),
                ("ASPNETCORE_URLS", address),
                ("SeedanceJobs__WebhookPollInterval", "00:00:05"));
            await program.PrintedAsync("Now listening on");
            return program;
        }
    }

    /// <summary>What another process has done; it is asked for every few milliseconds, for a minute at most.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            if (await find() is { } found)
                return found;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
