using System.Net;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

/// <summary>The end of a job is delivered once, even when its webhooks come several times or out of order.</summary>
public sealed class OnceTests
{
    private const int UnknownJob = 3007;
    private const int AttemptFailed = 3009;

    [Fact]
    public async Task Sixteen_simultaneous_webhooks_are_delivered_once_and_cost_one_read()
    {
        await using var scene = await WebhookScene.StartAsync();
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());

        var responses = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => scene.PostAsync("order-17", body))));

        responses.ShouldAllBe(response => response == HttpStatusCode.Accepted);
        (await scene.DrainAsync()).Count.ShouldBe(1);
        scene.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_replayed_webhook_is_acknowledged_and_costs_nothing()
    {
        await using var scene = await WebhookScene.StartAsync();
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());
        await scene.PostAsync("order-17", body);
        await scene.NextAsync();

        for (var i = 0; i < 5; i++)
            (await scene.PostAsync("order-17", body)).ShouldBe(HttpStatusCode.Accepted);

        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_has_not_ended_is_acknowledged_and_delivered_when_it_has()
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.JobAsync();
        var readOnce = scene.OnRead();
        await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId));
        await readOnce;

        job.Succeed();
        (await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId))).ShouldBe(HttpStatusCode.Accepted);

        (await scene.NextAsync()).Generation.Status.ShouldBe(GenerationStatus.Succeeded);
        (await scene.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_comes_while_an_older_state_is_being_read_is_not_lost()
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.JobAsync();
        var reading = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        scene.Wire.Respond = async (_, response) =>
        {
            reading.TrySetResult();
            await release.Task;
            return response;
        };
        await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId));
        await reading.Task.WaitAsync(WebhookScene.Limit);

        job.Succeed();
        await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId));
        release.SetResult();

        (await scene.NextAsync()).Generation.Status.ShouldBe(GenerationStatus.Succeeded);
        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task An_id_that_the_api_does_not_know_is_acknowledged_without_effect()
    {
        await using var scene = await WebhookScene.StartAsync();

        (await scene.PostAsync("order-17", WebhookScene.Naming("req_unknown"))).ShouldBe(HttpStatusCode.Accepted);
        (await scene.PostAsync("order-17", WebhookScene.Naming("../models?x=1#y"))).ShouldBe(HttpStatusCode.Accepted);

        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Server.Journal.Entries.ShouldAllBe(entry => entry.StatusCode == 404 && entry.OperationId == "getVideoGeneration");
        scene.Log.Lines.Count(line => line.EventId == UnknownJob).ShouldBe(2);
        scene.Log.Lines.ShouldNotContain(line => line.EventId == AttemptFailed, "nothing is tried again");
    }

    [Fact]
    public async Task A_response_about_another_job_is_not_delivered()
    {
        await using var scene = await WebhookScene.StartAsync();
        var asked = await scene.FinishedJobAsync();
        scene.Wire.Respond = (_, response) =>
        {
            response.Content = new StringContent(WebhookScene.Naming(asked.ToUpperInvariant()));
            return Task.FromResult(response);
        };

        await scene.PostAsync("order-17", WebhookScene.Naming(asked));

        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task The_holder_of_one_url_cannot_use_up_the_delivery_of_another()
    {
        await using var scene = await WebhookScene.StartAsync();
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());
        await scene.PostAsync("order-18", body);
        await scene.NextAsync();

        await scene.PostAsync("order-17", body);

        (await scene.NextAsync()).Reference.ShouldBe("order-17");
    }
}
