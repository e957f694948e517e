using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SeedanceGen.Testing;

namespace SeedanceGen.Tests.Hosting;

public sealed class AddSeedanceTests
{
    [Fact]
    public async Task A_client_from_the_services_submits_waits_and_downloads()
    {
        await using var server = await ServerOfTheRun.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var services = Services(server, (collection, configuration) => collection.AddSeedance(configuration));
        var client = services.GetRequiredService<ISeedanceClient>();

        var job = await client.SubmitAsync(Requests.River);
        await job.WaitAsync();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        (await job.DownloadAsync(path)).ShouldBeGreaterThan(0);
        File.Delete(path);

        server.Jobs.Count.ShouldBe(1);
        server.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_configuration_is_read_at_its_section_and_a_section_as_it_is()
    {
        await using var server = await ServerOfTheRun.StartAsync();
        await using var whole = Services(server, (collection, configuration) => collection.AddSeedance(configuration));
        await using var section = Services(
            server, (collection, configuration) => collection.AddSeedance(configuration.GetSection("Seedance")));

        foreach (var services in new[] { whole, section })
            (await services.GetRequiredService<ISeedanceClient>().ListModelsAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_client_is_one_for_all_because_its_limits_are()
    {
        await using var server = await ServerOfTheRun.StartAsync();
        await using var services = Services(server, (collection, configuration) => collection.AddSeedance(configuration));
        await using var scope = services.CreateAsyncScope();

        scope.ServiceProvider.GetRequiredService<ISeedanceClient>().ShouldBeSameAs(services.GetRequiredService<ISeedanceClient>());
    }

    [Fact]
    public async Task Named_clients_have_their_own_key_and_address()
    {
        await using var studio = await ServerOfTheRun.StartAsync(new() { ApiKey = "sd2_live_studio" });
        await using var archive = await ServerOfTheRun.StartAsync(new() { ApiKey = "sd2_live_archive" });
        var configuration = Configuration(
            ("Seedance:studio:ApiKey", studio.ApiKey), ("Seedance:studio:BaseAddress", studio.BaseAddress.AbsoluteUri));
        var collection = new ServiceCollection();
        collection.AddSeedance("studio", configuration);
        collection.AddSeedance("archive", options =>
        {
            options.ApiKey = archive.ApiKey;
            options.BaseAddress = archive.BaseAddress;
        });
        await using var services = collection.BuildServiceProvider();

        await services.GetRequiredKeyedService<ISeedanceClient>("studio").SubmitAsync(Requests.River);
        await services.GetRequiredKeyedService<ISeedanceClient>("archive").ListModelsAsync();

        studio.Jobs.Count.ShouldBe(1);
        archive.Jobs.ShouldBeEmpty();
        archive.Journal.Entries.Count.ShouldBe(1);
        services.GetService<ISeedanceClient>().ShouldBeNull();
    }

    [Fact]
    public async Task A_handler_that_the_host_adds_sees_every_call_and_its_primary_handler_follows_no_redirect()
    {
        await using var server = await ServerOfTheRun.StartAsync();
        var seen = new List<string>();
        await using var services = Services(server, (collection, configuration) =>
            collection.AddSeedance(configuration).AddHttpMessageHandler(() => new RecordingHandler(seen)));

        await services.GetRequiredService<ISeedanceClient>().ListModelsAsync();

        seen.ShouldBe(["GET /api/open/v1/models"]);
        HttpMessageHandler handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("SeedanceGen");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        var sockets = handler.ShouldBeOfType<SocketsHttpHandler>();
        sockets.AllowAutoRedirect.ShouldBeFalse();
        sockets.PooledConnectionLifetime.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Adding_a_client_twice_adds_its_options_and_keeps_the_host_s_handler()
    {
        await using var server = await ServerOfTheRun.StartAsync();
        var seen = new List<string>();
        await using var services = Services(server, (collection, configuration) =>
        {
            collection.AddSeedance(configuration)
                .ConfigurePrimaryHttpMessageHandler(() => new RecordingHandler(seen) { InnerHandler = new SocketsHttpHandler() });
            collection.AddSeedance(options => options.MaxAttempts = 7);
        });

        await services.GetRequiredService<ISeedanceClient>().ListModelsAsync();

        seen.Count.ShouldBe(1);
        var options = services.GetRequiredService<IOptions<SeedanceClientOptions>>().Value;
        (options.MaxAttempts, options.ApiKey).ShouldBe((7, server.ApiKey));
        services.GetServices<ISeedanceClient>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_host_s_clock_and_log_are_used_unless_the_options_name_their_own()
    {
        await using var server = await ServerOfTheRun.StartAsync();
        var (hosts, own) = (new SkippingClock(TimeSpan.FromSeconds(30)), new SkippingClock(TimeSpan.FromSeconds(30)));
        await using var services = Services(server, (collection, configuration) =>
        {
            collection.AddSingleton(hosts.Time);
            collection.AddSeedance(configuration);
            collection.AddSeedance("own", configuration.GetSection("Seedance"), options => options.TimeProvider = own.Time);
        });

        await services.GetRequiredService<ISeedanceClient>().ListModelsAsync();
        hosts.TimersMade.ShouldBeGreaterThan(0);
        var before = hosts.TimersMade;
        await services.GetRequiredKeyedService<ISeedanceClient>("own").ListModelsAsync();

        own.TimersMade.ShouldBeGreaterThan(0);
        hosts.TimersMade.ShouldBe(before);
    }

    private static ServiceProvider Services(SeedanceMock server, Action<IServiceCollection, IConfigurationRoot> add)
    {
        var collection = new ServiceCollection();
        add(collection, Configuration(("Seedance:ApiKey", server.ApiKey), ("Seedance:BaseAddress", server.BaseAddress.AbsoluteUri)));
        return collection.BuildServiceProvider();
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
        .Build();

    private sealed class RecordingHandler(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
