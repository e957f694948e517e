using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class ManualJobTests
{
    [Fact]
    public async Task A_job_by_hand_moves_when_the_test_says_so()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        (await api.StatusAsync(job.RequestId)).ShouldBe("queued");
        job.Start();
        (await api.StatusAsync(job.RequestId)).ShouldBe("processing");
        job.Succeed();
        (await api.StatusAsync(job.RequestId)).ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_job_that_is_failed_by_hand_passes_through_processing()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        job.Fail("too_wet", "Too much river");

        (await api.GetAsync(job.RequestId)).ErrorCode.ShouldBe("too_wet");
        job.Transitions.Select(step => step.Status)
            .ShouldBe([GenerationStatus.Queued, GenerationStatus.Processing, GenerationStatus.Failed]);
    }

    [Fact]
    public async Task A_job_that_has_ended_takes_no_plan_for_its_webhook()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());
        job.Webhook = new() { Duplicates = 1 };
        job.Succeed();

        Should.Throw<InvalidOperationException>(() => job.Webhook = new() { IsDropped = true }).Message.ShouldContain(
            "Set it before the job ends");
        job.Webhook.Duplicates.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_has_ended_cannot_be_moved()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());
        job.Succeed();

        Should.Throw<InvalidOperationException>(job.Start).Message.ShouldContain("succeeded");
        Should.Throw<InvalidOperationException>(job.Succeed);
        Should.Throw<InvalidOperationException>(() => job.Fail("code", "message"));
        job.Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public async Task A_job_that_was_started_by_hand_does_not_fall_back_to_its_lifecycle()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.AfterPolls(4) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        job.Start();

        (await api.StatusAsync(job.RequestId)).ShouldBe("processing");
    }
}
