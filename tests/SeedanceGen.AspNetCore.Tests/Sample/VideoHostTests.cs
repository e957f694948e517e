using SeedanceGen.AspNetCore.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.AspNetCore.Tests.Sample;

public sealed class VideoHostTests
{
    [Fact]
    public async Task A_wait_is_completed_by_the_webhook_while_its_clock_stands_still()
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.Host.SubmitAsync("A river", "order-17");
        var firstRead = new TaskCompletionSource();
        var wait = job.WaitAsync(new FirstReport(firstRead));
        await firstRead.Task.WaitAsync(WebhookScene.Limit);

        scene.Server.GetJob(job.Id).Succeed();

        var finished = await wait.WaitAsync(WebhookScene.Limit);
        finished.Status.ShouldBe(GenerationStatus.Succeeded);
        var delivered = await scene.NextAsync();
        delivered.Reference.ShouldBe("order-17");
        delivered.Generation.RequestId.ShouldBe(job.Id);
        delivered.Generation.Output!.Url.ShouldBe(finished.Output!.Url);
        await scene.Server.WaitForWebhooksAsync();
        scene.Server.Webhooks.ShouldHaveSingleItem().StatusCode.ShouldBe(202);
        scene.Server.GetJob(job.Id).Polls.ShouldBe(3, "one when the wait began, one of the webhook, one of the wait that it woke");
        scene.Server.Journal.KeyLeaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_arrives_before_the_submission_returned_is_delivered()
    {
        await using var scene = await WebhookScene.StartAsync(lifecycle: JobLifecycle.Immediately);
        var release = new TaskCompletionSource();
        scene.Wire.Respond = async (request, response) =>
        {
            if (request.Method == HttpMethod.Post)
                await release.Task;
            return response;
        };

        var submission = scene.Host.SubmitAsync("A river", "order-17");
        var delivered = await scene.NextAsync();
        submission.IsCompleted.ShouldBeFalse();
        release.SetResult();

        var job = await submission;
        delivered.Generation.RequestId.ShouldBe(job.Id);
        (await job.WaitAsync().WaitAsync(WebhookScene.Limit)).Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task Every_kind_of_end_is_delivered(string end)
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.Host.SubmitAsync("A river", "order-17");

        if (end == "failed")
            scene.Server.GetJob(job.Id).Fail("code", "message");
        else
            await job.CancelAsync();

        (await scene.NextAsync()).Generation.Status.Value.ShouldBe(end);
    }

    private sealed class FirstReport(TaskCompletionSource reported) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value) => reported.TrySetResult();
    }
}
