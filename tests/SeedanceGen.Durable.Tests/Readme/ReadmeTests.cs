using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeedanceGen.AspNetCore;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Readme;

/// <summary>The examples of the pages run here.</summary>
[Trait("Category", "Slow")]
public sealed class ReadmeTests
{
    [Fact]
    public async Task A_job_of_the_README_reaches_its_handler()
    {
        await using var mock = await SeedanceMockServer.StartAsync();
        using var scratch = new Scratch();
        var (builder, folder) = (Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings()), Environment.CurrentDirectory);
        (builder.Configuration["Seedance:ApiKey"], builder.Configuration["Seedance:BaseAddress"]) =
            (mock.ApiKey, mock.BaseAddress.ToString());
        var orders = new OrderStore();
        builder.Services.AddSingleton(orders);
        Environment.CurrentDirectory = scratch.Folder;
        try
        {
            builder.Services
                .AddSeedance(builder.Configuration)
                .AddSeedanceJobs(options => options.UseSqlite("jobs.db"));
            builder.Services.AddScoped<IVideoHandler, OrderHandler>();

            using var host = builder.Build();
            await host.StartAsync();
            var queue = host.Services.GetRequiredService<IVideoQueue>();

            var result = await queue.EnqueueAsync(VideoRequest.Seedance20("A river").Build(), key: "order-17");

            result.Outcome.ShouldBe(EnqueueOutcome.Added);
            (await orders.Finished.Task.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("order-17");
            await host.StopAsync();
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [PostgreSqlFact]
    public async Task A_job_of_the_guide_ends_by_its_webhook()
    {
        await using var store = await TestStore.CreateAsync("PostgreSQL");
        await using var mock = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (name, value) in new[]
        {
            ("Seedance:ApiKey", mock.ApiKey), ("Seedance:BaseAddress", mock.BaseAddress.ToString()),
            ("SeedanceWebhooks:Secret", "a secret of the tests, which has at least 32 bytes"),
            ("ConnectionStrings:Jobs", store.ConnectionString),
        })
        {
            builder.Configuration[name] = value;
        }

        builder.Services.AddSeedanceWebhooks(options =>
        {
            options.Secret = builder.Configuration["SeedanceWebhooks:Secret"];
            options.PublicAddress = new Uri("https://your-app.com/webhooks/seedance");
            options.RespondsAfterHandler = true;
        });
        builder.Services.AddSeedance(builder.Configuration).AddSeedanceJobs(options =>
        {
            options.UsePostgreSql(builder.Configuration.GetConnectionString("Jobs")!);
            options.WebhookUrl = (services, key) => services.GetRequiredService<WebhookUrls>().Create(key);
        });

        var app = builder.Build();
        var queue = app.Services.GetRequiredService<IVideoQueue>();
        app.MapSeedanceWebhook("/webhooks/seedance", (video, key, cancellationToken) => queue.ReportAsync(key, video, cancellationToken));

        await using var _ = app;
        await app.StartAsync();
        await queue.EnqueueAsync(Requests.River, "order-17");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await queue.GetAsync("order-17", limit.Token))!.State != VideoJobState.Submitted)
            await Task.Delay(50, limit.Token);
        var job = mock.Jobs.ShouldHaveSingleItem();
        job.Succeed();
        // The mock does not reach the public address; the webhook is sent to the port of this test.
        var address = app.Services.GetRequiredService<WebhookUrls>().Create("order-17");
        using var http = new HttpClient();
        using var content = new StringContent($$"""{"requestId":"{{job.RequestId}}"}""", null, "application/json");
        (await http.PostAsync(new Uri(new Uri(app.Urls.Single()), address.AbsolutePath), content, limit.Token)).EnsureSuccessStatusCode();

        while ((await queue.GetAsync("order-17", limit.Token))!.State is VideoJobState.Submitted)
            await Task.Delay(50, limit.Token);
        await app.StopAsync();
    }

    [Theory]
    [InlineData("src/SeedanceGen.Durable/README.md", 3)]
    [InlineData("src/docs/durable.md", 1)]
    public void The_examples_of_a_page_are_the_ones_that_run_here(string page, int count)
    {
        var source = Unindented(File.ReadAllText(Repository.PathOf("tests/SeedanceGen.Durable.Tests/Readme/ReadmeTests.cs")));
        var examples = FencedBlock.Of(page, "csharp").ToList();

        examples.Count.ShouldBe(count);
        foreach (var example in examples)
            source.ShouldContain(Unindented(example.Body), Case.Sensitive);
    }

    private static string Unindented(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();

    internal sealed class OrderStore
    {
        public TaskCompletionSource<string> Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FinishAsync(string key, Stream content, CancellationToken cancellationToken)
        {
            content.Length.ShouldBeGreaterThan(0);
            Finished.TrySetResult(key);
            return Task.CompletedTask;
        }

        public Task FailAsync(string key, string? error, CancellationToken cancellationToken)
        {
            Finished.TrySetException(new InvalidOperationException($"{key}: {error}"));
            return Task.CompletedTask;
        }
    }

    internal sealed class OrderHandler(OrderStore orders) : IVideoHandler
    {
        public async Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken)
        {
            await using var content = await video.OpenAsync(cancellationToken);
            await orders.FinishAsync(video.Job.Key, content, cancellationToken);
        }

        public Task FailedAsync(VideoJob job, CancellationToken cancellationToken) =>
            orders.FailAsync(job.Key, job.Error, cancellationToken);
    }
}
