using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Hosting;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task Healthy_is_a_service_that_responds_and_accepts_the_key_and_it_costs_nothing()
    {
        await using var server = await ServerOfTheRun.StartAsync();

        var report = await CheckAsync(server.BaseAddress, server.ApiKey);

        report.Status.ShouldBe(HealthStatus.Healthy);
        server.Journal.Entries.ShouldHaveSingleItem().OperationId.ShouldBe("listModels");
        server.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task Unhealthy_is_a_key_that_is_refused_and_the_reason_is_without_it()
    {
        await using var server = await ServerOfTheRun.StartAsync();

        var report = await CheckAsync(server.BaseAddress, "sd2_live_canary");

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Exception.ShouldBeOfType<SeedanceAuthenticationException>();
        report.Description.ShouldNotBeNull().ShouldContain("Invalid API key");
        $"{report.Description}{report.Exception}".ShouldNotContain("canary");
    }

    [Fact]
    [PastTheProxy("There is no service.")]
    public async Task Unhealthy_is_a_service_that_is_not_reached()
    {
        var server = await SeedanceMockServer.StartAsync();
        await server.DisposeAsync();

        var report = await CheckAsync(server.BaseAddress, "sd2_live_canary");

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Description.ShouldNotBeNull().ShouldContain("no connection");
        $"{report.Description}{report.Exception}".ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_failure_is_reported_as_the_host_asked_and_a_named_client_is_found()
    {
        await using var server = new ScriptedServer(OnSocket.Error(500));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSeedance(
            "studio", options => (options.ApiKey, options.BaseAddress, options.MaxAttempts) = ("sd2_live_test", server.BaseAddress, 1));
        services.AddHealthChecks().AddSeedance("videos", clientName: "studio", failureStatus: HealthStatus.Degraded, tags: ["ready"]);
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));

        report.Entries["videos"].Status.ShouldBe(HealthStatus.Degraded);
    }

    private static async Task<HealthReportEntry> CheckAsync(Uri address, string key)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSeedance(options => (options.ApiKey, options.BaseAddress, options.MaxAttempts) = (key, address, 1));
        services.AddHealthChecks().AddSeedance();
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["seedance"];
    }
}
