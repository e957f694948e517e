using System.Net;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class ExistingJobTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_job_that_existed_before_has_its_id_its_status_its_age_and_its_price_and_is_not_in_the_ledger()
    {
        using var clock = new VirtualTimeProvider(Now);
        await using var mock = SeedanceMock.InMemory(new()
        {
            TimeProvider = clock,
            Balance = 100,
            Jobs = [new() { Id = "old 1", Status = GenerationStatus.Succeeded, Age = TimeSpan.FromDays(2), CreditsCharged = 7 }],
        });
        await using var client = mock.CreateClient();

        var video = await client.GetAsync("old 1");

        video.Status.ShouldBe(GenerationStatus.Succeeded);
        video.Prompt.ShouldBe((string)Example.Json("text-to-video.request")["prompt"]!);
        var job = mock.Jobs.ShouldHaveSingleItem();
        job.AcceptedAt.ShouldBe(Now.AddDays(-2));
        job.CreditsCharged.ShouldBe(7);
        mock.Ledger.ShouldHaveChargedNothing();
        mock.Ledger.Balance.ShouldBe(100);
        using var http = new HttpClient(mock.CreateHandler());
        (await http.GetByteArrayAsync(video.Output!.Url)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_job_that_existed_before_goes_on_by_the_lifecycle_from_the_start_of_the_mock()
    {
        using var clock = new VirtualTimeProvider(Now, autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(new()
        {
            TimeProvider = clock,
            Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(60)),
            Jobs = [new() { Id = "old", Status = GenerationStatus.Processing, Age = TimeSpan.FromHours(1) }],
        });
        using var api = new ApiCaller(mock);

        (await api.StatusAsync("old")).ShouldBe("processing");
        clock.Advance(TimeSpan.FromSeconds(59));
        (await api.StatusAsync("old")).ShouldBe("processing");
        clock.Advance(TimeSpan.FromSeconds(1));

        mock.GetJob("old").Status.ShouldBe(GenerationStatus.Succeeded);
    }

    [Fact]
    public async Task The_webhook_of_a_job_that_existed_before_is_sent_when_it_ends_and_not_when_it_had_ended()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var request = VideoRequest.Seedance20("A river").WithWebhookUrl(receiver.Url).Build();
        await using var mock = SeedanceMock.InMemory(new()
        {
            Lifecycle = JobLifecycle.Manually,
            Jobs =
            [
                new() { Id = "ended", Status = GenerationStatus.Failed, Failure = new() { Code = "too_dark" }, Request = request },
                new() { Id = "running", Status = GenerationStatus.Processing, Request = request },
            ],
        });

        mock.GetJob("running").Succeed();
        await mock.WaitForWebhooksAsync();

        mock.Webhooks.ShouldHaveSingleItem().RequestId.ShouldBe("running");
        using var api = new ApiCaller(mock);
        (await api.GetAsync("ended")).ErrorCode.ShouldBe("too_dark");
    }

    [Fact]
    public async Task A_submission_gets_an_id_that_no_earlier_job_has()
    {
        await using var mock = SeedanceMock.InMemory(new() { Jobs = [new() { Id = "req_0000000001" }] });
        using var api = new ApiCaller(mock);

        (await api.StartJobAsync()).ShouldBe("req_0000000002");

        mock.AddJob(new() { Id = "req_a" }).ToString().ShouldBe("req_a: queued");
        mock.Jobs.Select(job => job.RequestId).ShouldBe(["req_0000000001", "req_0000000002", "req_a"]);
        Should.Throw<ArgumentException>(() => mock.AddJob(new() { Id = "req_a" })).Message.ShouldContain("already");
    }

    [Fact]
    public void A_job_that_no_service_could_have_is_rejected_at_the_start()
    {
        Message(new() { Id = "a", Status = new GenerationStatus("asleep") })
            .ShouldBe("Job 'a' has the status 'asleep'; the API description has queued, processing, succeeded, failed, cancelled. "
                + "(Parameter 'Status')");
        Message(new() { Id = "a", Failure = new() { Code = "x" } }).ShouldContain("only a failed job has a failure");
        Message(new() { Id = "a", IsFixed = true, Lifecycle = JobLifecycle.Manually }).ShouldContain("fixed");
        Message(new() { Id = "a", Age = TimeSpan.FromSeconds(-1) }).ShouldContain("Age");
        Message(new() { Id = "a", Lifecycle = JobLifecycle.Immediately.EndingIn(GenerationStatus.Processing) })
            .ShouldStartWith("'processing' does not end a job; succeeded, failed, cancelled do");
        Message(new() { Id = "" }).ShouldContain("Id");

        static string Message(ExistingJob job) =>
            Should.Throw<ArgumentException>(() => SeedanceMock.InMemory(new() { Jobs = [job] })).Message;
    }

    /// <summary>A contract-testing tool replays the examples in any order, and several times.</summary>
    [Fact]
    public async Task The_documented_job_is_read_and_cancelled_as_documented_in_any_order_and_every_time()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Jobs = ExistingJob.Examples });
        using var api = new ApiCaller(server);
        var id = (string)Example.Json("result.succeeded")["requestId"]!;

        for (var round = 0; round < 2; round++)
        {
            var cancelled = await api.CancelAsync(id);
            cancelled.StatusCode.ShouldBe(HttpStatusCode.OK);
            ShouldEqual(cancelled.Json, Example.Json("cancel.response"));
            var read = (await api.GetAsync(id)).Json;
            var documented = Example.Json("result.succeeded");
            documented["output"]!["url"] = new Uri(server.BaseAddress, $"/__seedance/videos/{id}.mp4").AbsoluteUri;
            ShouldEqual(read, documented);
        }

        var job = server.Jobs.ShouldHaveSingleItem();
        job.CreditsCharged.ShouldBe(40);
        Should.Throw<InvalidOperationException>(job.Start).Message.ShouldContain("fixed");
    }

    [Fact]
    public async Task The_examples_of_another_description_are_its_own_jobs()
    {
        await using var other = OtherDescription.Play(root =>
        {
            var paths = root["paths"]!.AsObject();
            Value(paths["/api/open/v1/video/generations/{requestId}"]!["get"]!)["requestId"] = "job_7";
            Value(paths["/api/open/v1/video/generations/{requestId}"]!["get"]!)["status"] = "processing";
        });

        var jobs = SeedanceGen.Testing.Service.ExampleJobs.Of(other.Mock.Engine.Description);

        jobs.Select(job => job.ToString()).ShouldBe(["job_7: processing", "req_1234567890: queued"]);
        other.Mock.AddJob(jobs[1]);
        (await other.PostAsync($"{OtherDescription.Submissions}/req_1234567890/cancel", "")).Status.ShouldBe(200);

        static JsonNode Value(JsonNode operation) =>
            operation["responses"]!["200"]!["content"]!["application/json"]!["examples"]!.AsObject().First().Value!["value"]!;
    }

    private static void ShouldEqual(JsonObject actual, JsonObject documented) =>
        JsonNode.DeepEquals(actual, documented).ShouldBeTrue($"{actual.ToJsonString()} is not {documented.ToJsonString()}");
}
