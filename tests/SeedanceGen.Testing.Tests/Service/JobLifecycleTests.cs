using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class JobLifecycleTests
{
    [Theory]
    [InlineData(0, "succeeded")]
    [InlineData(1, "processing succeeded")]
    [InlineData(2, "queued processing succeeded")]
    [InlineData(5, "queued queued processing processing processing succeeded")]
    public async Task A_polled_job_is_unfinished_for_so_many_polls(int polls, string expected)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.AfterPolls(polls) });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        var seen = new List<string>();
        for (var i = 0; i <= polls; i++)
            seen.Add(await api.StatusAsync(requestId));

        string.Join(' ', seen).ShouldBe(expected);
        (await api.StatusAsync(requestId)).ShouldBe("succeeded");
        server.GetJob(requestId).Polls.ShouldBe(polls + 2);
    }

    [Fact]
    public async Task By_default_a_job_is_seen_queued_processing_and_succeeded()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        string[] seen = [await api.StatusAsync(requestId), await api.StatusAsync(requestId), await api.StatusAsync(requestId)];

        seen.ShouldBe(["queued", "processing", "succeeded"]);
        server.GetJob(requestId).Transitions.Select(step => step.Status)
            .ShouldBe([GenerationStatus.Queued, GenerationStatus.Processing, GenerationStatus.Succeeded]);
    }

    [Fact]
    public async Task Only_a_succeeded_job_has_an_output()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        (await api.GetAsync(requestId)).Json.ContainsKey("output").ShouldBeFalse();
        (await api.GetAsync(requestId)).Json.ContainsKey("output").ShouldBeFalse();
        (await api.GetAsync(requestId)).Json.ContainsKey("output").ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_by_time_moves_at_half_and_at_the_end_of_its_time()
    {
        var time = new FakeTimeProvider();
        var accepted = time.GetUtcNow();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(4)) });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        (await api.StatusAsync(requestId)).ShouldBe("queued");
        time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        (await api.StatusAsync(requestId)).ShouldBe("queued");
        time.Advance(TimeSpan.FromTicks(1));
        (await api.StatusAsync(requestId)).ShouldBe("processing");
        time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        (await api.StatusAsync(requestId)).ShouldBe("processing");
        time.Advance(TimeSpan.FromTicks(1));
        (await api.StatusAsync(requestId)).ShouldBe("succeeded");

        server.GetJob(requestId).Transitions.ShouldBe([
            new(GenerationStatus.Queued, accepted),
            new(GenerationStatus.Processing, accepted.AddMinutes(2)),
            new(GenerationStatus.Succeeded, accepted.AddMinutes(4)),
        ]);
    }

    [Fact]
    public async Task A_job_by_time_ends_without_being_read_and_leaves_no_timer()
    {
        using var time = new VirtualTimeProvider(autoAdvance: false);
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromDays(100)) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        time.Advance(TimeSpan.FromDays(100));

        job.Status.ShouldBe(GenerationStatus.Succeeded);
        job.Polls.ShouldBe(0);
        time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_that_rings_too_early_is_set_again()
    {
        var now = new FakeTimeProvider();
        InterceptedTimer? timer = null;
        var time = InterceptedTimeProvider.WithTimers(now, (set, _) => timer = set);
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(2)) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());

        timer.ShouldNotBeNull().DueTime.ShouldBe(TimeSpan.FromSeconds(1));
        now.Advance(TimeSpan.FromMilliseconds(997));
        timer.Fire();
        job.Status.ShouldBe(GenerationStatus.Queued);
        timer.DueTime.ShouldBe(TimeSpan.FromMilliseconds(3));
        now.Advance(TimeSpan.FromMilliseconds(3));
        timer.Fire();

        job.Status.ShouldBe(GenerationStatus.Processing);
    }

    [Fact]
    public async Task Stopping_the_server_stops_the_clocks_of_its_jobs()
    {
        using var time = new VirtualTimeProvider(autoAdvance: false);
        var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(4)) });
        using var api = new ApiCaller(server);
        var job = server.GetJob(await api.StartJobAsync());
        time.PendingTimers.ShouldBe(1);

        await server.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        time.PendingTimers.ShouldBe(0);
        job.Status.ShouldBe(GenerationStatus.Queued);
    }

    [Fact]
    public async Task A_failing_job_keeps_its_pace_and_says_why_it_failed()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.AfterPolls(1).EndingInFailure("too_wet", "Too much river") });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        (await api.StatusAsync(requestId)).ShouldBe("processing");
        var failed = (await api.GetAsync(requestId)).Json;

        failed["status"]!.GetValue<string>().ShouldBe("failed");
        failed["success"]!.GetValue<bool>().ShouldBeTrue();
        failed["error"]!.ToJsonString().ShouldBe("""{"code":"too_wet","message":"Too much river"}""");
        failed.ContainsKey("output").ShouldBeFalse();
        server.GetJob(requestId).Failure!.Code.ShouldBe("too_wet");
    }

    [Fact]
    public async Task Each_job_can_have_its_own_lifecycle()
    {
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            Lifecycle = JobLifecycle.Immediately,
            LifecycleFor = request => request.Prompt == "slow" ? JobLifecycle.Manually : null,
        });
        using var api = new ApiCaller(server);
        var quick = await api.StartJobAsync();
        var slow = await api.StartJobAsync("""{"model":"seedance-2.0","prompt":"slow"}""");

        (await api.StatusAsync(quick)).ShouldBe("succeeded");
        (await api.StatusAsync(slow)).ShouldBe("queued");
    }

    [Fact]
    public void A_lifecycle_refuses_numbers_below_zero()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => JobLifecycle.AfterPolls(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => JobLifecycle.After(TimeSpan.FromTicks(-1)));
    }
}
