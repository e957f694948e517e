using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests;

public sealed class AddSeedanceMockTests
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_talks_to_the_mock_whichever_was_added_first(bool mockFirst)
    {
        var services = new ServiceCollection();
        if (mockFirst)
            services.AddSeedanceMock();
        services.AddSeedance(options => (options.ApiKey, options.BaseAddress) = ("sd2_live_real", new Uri("https://real.example")));
        if (!mockFirst)
            services.AddSeedanceMock();
        await using var provider = services.BuildServiceProvider();

        var job = await provider.GetRequiredService<ISeedanceClient>().SubmitAsync(Request);

        provider.GetRequiredService<SeedanceMock>().Jobs.ShouldHaveSingleItem().RequestId.ShouldBe(job.Id);
    }

    [Fact]
    public async Task Named_clients_and_those_from_configuration_talk_to_it_too()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Seedance:ApiKey", "sd2_live_real"), new("Seedance:BaseAddress", "https://real.example")])
            .Build();
        await using var mock = await SeedanceMockServer.StartAsync();
        var services = new ServiceCollection();
        services.AddSeedance(configuration);
        services.AddSeedance("other", options => options.ApiKey = "sd2_live_other");
        services.AddSeedanceMock(mock);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISeedanceClient>().SubmitAsync(Request);
        await provider.GetRequiredKeyedService<ISeedanceClient>("other").SubmitAsync(Request);

        mock.Jobs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Handlers_that_the_host_added_stay_and_a_handler_of_its_own_does_not()
    {
        var services = new ServiceCollection();
        services.AddTransient<CountingHandler>();
        services.AddSeedance(options => options.HttpHandler = new HttpClientHandler()).AddHttpMessageHandler<CountingHandler>();
        services.AddSeedanceMock();
        await using var provider = services.BuildServiceProvider();
        var before = CountingHandler.Calls;

        await provider.GetRequiredService<ISeedanceClient>().ListModelsAsync();

        (CountingHandler.Calls - before).ShouldBe(1);
    }

    [Fact]
    public async Task The_clock_of_the_mock_is_the_clock_of_the_client()
    {
        using var clock = new VirtualTimeProvider();
        var services = new ServiceCollection();
        services.AddSeedance(options => options.ApiKey = "sd2_live_real");
        services.AddSeedanceMock(new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) });
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISeedanceClient>().GenerateAsync(Request);

        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_web_application_under_test_starts_with_the_mock_and_fails_at_its_end_when_something_was_wrong()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSeedance(builder.Configuration);
        builder.Services.AddSeedanceMock();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/videos", async (ISeedanceClient client) => (await client.SubmitAsync(Request)).Id);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        (await (await http.PostAsync("videos", content: null)).Content.ReadAsStringAsync()).ShouldStartWith("req_");
        app.Services.GetRequiredService<SeedanceMock>().Given().Respond(MockFault.NoContent());
        await app.StopAsync();

        await Should.ThrowAsync<SeedanceMockException>(() => app.DisposeAsync().AsTask());
    }

    [Fact]
    public void A_host_may_end_synchronously()
    {
        var provider = new ServiceCollection().AddSeedanceMock().BuildServiceProvider();
        provider.GetRequiredService<SeedanceMock>();

        Should.NotThrow(provider.Dispose);
    }
}
