using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.AspNetCore.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.AspNetCore.Tests.Registration;

/// <summary>Which client the endpoint reads jobs with.</summary>
public sealed class NamedClientTests
{
    [Fact]
    public async Task Webhooks_are_read_with_the_client_that_they_are_bound_to()
    {
        await using var europe = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        await using var america = await SeedanceMockServer.StartAsync();
        await using var american = america.CreateClient();
        await using var european = europe.CreateClient();
        var finished = new TaskCompletionSource<VideoGeneration>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await VideoHost.StartAsync(
            american,
            (video, _, _) =>
            {
                finished.TrySetResult(video);
                return Task.CompletedTask;
            },
            options => options.ClientName = "eu",
            builder => builder.Services.AddSeedance(
                "eu", options => (options.ApiKey, options.BaseAddress) = (europe.ApiKey, europe.BaseAddress)));

        var job = await european.SubmitAsync(
            new() { Model = SeedanceModel.Seedance20, Prompt = "A river", WebhookUrl = host.UrlFor("order-17") });
        europe.GetJob(job.Id).Succeed();

        (await finished.Task.WaitAsync(WebhookScene.Limit)).RequestId.ShouldBe(job.Id);
        america.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_client_that_is_not_registered_is_reported_when_the_endpoint_is_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSeedance("us", _ => { }).Services.AddSeedanceWebhooks(options => options.ClientName = "eu");

        Should.Throw<InvalidOperationException>(() => builder.Build().MapSeedanceWebhook("/hooks", (_, _, _) => Task.CompletedTask))
            .Message.ShouldContain("AddSeedance(\"eu\"");
    }
}
