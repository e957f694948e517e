using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.Testing;

namespace SeedanceGen.AspNetCore.Tests.Registration;

/// <summary>Waits poll seldom where a webhook ends them, and nowhere else.</summary>
public sealed class ExpectedWebhookTests
{
    [Fact]
    public async Task The_client_of_a_mapped_endpoint_expects_webhooks_from_the_start_on()
    {
        await using var client = new SeedanceClient("sd2_live_test");
        client.ReceivesWebhooks.ShouldBeFalse();

        await using var host = await VideoHost.StartAsync(client, (_, _, _) => Task.CompletedTask);

        client.ReceivesWebhooks.ShouldBeTrue();
    }

    [Fact]
    public async Task The_client_that_the_endpoint_is_bound_to_expects_them_and_no_other()
    {
        await using var unnamed = new SeedanceClient("sd2_live_test");

        await using var host = await VideoHost.StartAsync(
            unnamed,
            (_, _, _) => Task.CompletedTask,
            options => options.ClientName = "eu",
            builder => builder.Services.AddSeedance("eu", options => options.ApiKey = "sd2_live_eu"));

        host.Services.GetRequiredKeyedService<ISeedanceClient>("eu").ReceivesWebhooks.ShouldBeTrue();
        unnamed.ReceivesWebhooks.ShouldBeFalse();
    }

    [Fact]
    public async Task An_application_that_only_makes_addresses_for_another_one_polls_as_without_webhooks()
    {
        await using var client = new SeedanceClient("sd2_live_test");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<ISeedanceClient>(client).AddSeedanceWebhooks(options => options.Secret = VideoHost.Secret);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var app = builder.Build();

        await app.StartAsync();

        client.ReceivesWebhooks.ShouldBeFalse();
    }

    [Fact]
    public async Task A_job_whose_webhook_gets_lost_ends_by_a_poll_soon_when_no_endpoint_is_mapped()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(5)), TimeProvider = clock });
        using var handler = clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false });
        await using var client = new SeedanceClient(
            server.ApiKey, new() { BaseAddress = server.BaseAddress, TimeProvider = clock, HttpHandler = handler });
        var request = VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri("https://your-app.com/webhooks/seedance")).Build();

        await client.GenerateAsync(request);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
