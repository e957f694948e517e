using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>The course of a job finds its fields by the marks of the description, and not by their names.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task A_submission_has_id_price_and_status()
    {
        var service = new StubService(StubService.Json(Requests.Accepted));
        await using var client = service.CreateClient();

        var job = await client.SubmitAsync(Requests.River);

        (job.Id, job.CreditsCharged, job.Status).ShouldBe(("j1", 40, GenerationStatus.Queued));
        service.Last.Text.ShouldBe("""{"engine":"one","text":"A river","seconds":5}""");
    }

    [Theory]
    [InlineData("""{"kind":"clip","href":"https://files.example.com/v.mp4"}""")]
    [InlineData("""{"parts":[{"picture":"https://p.example.com/"},{"file":{"address":"https://files.example.com/v"}}],"kind":"reel"}""")]
    public async Task A_wait_ends_with_the_video_and_the_download_follows_the_marked_link_of_any_form_at_any_depth(string result)
    {
        var service = new StubService(
            StubService.Json(Requests.Job("processing")),
            StubService.Json(Requests.Job("succeeded", $""","result":{result}""")),
            _ => new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) });
        await using var client = service.CreateClient();
        using var video = new MemoryStream();

        var done = await client.WaitAsync("j1", new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1) });
        await client.DownloadAsync(done, video, new DownloadOptions { AcceptAnyContent = true });

        video.ToArray().ShouldBe([1, 2, 3]);
        service.Last.Address.Host.ShouldBe("files.example.com");
    }

    [Fact]
    public async Task A_terminal_status_that_the_code_does_not_know_ends_the_wait_with_an_error_that_names_it()
    {
        var service = new StubService(StubService.Json(Requests.Job("expired", ""","reason":"too late" """)));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<GenerationFailedException>(() => client.WaitAsync("j1"));

        error.Message.ShouldBe("Job j1 ended as expired: too late.");
        error.RequestId.ShouldBe("j1");
    }

    [Theory]
    [InlineData("failed", "Job j1 failed: no light (dark).")]
    [InlineData("cancelled", "Job j1 was cancelled.")]
    public async Task A_job_without_a_video_is_a_typed_error(string state, string message)
    {
        var service = new StubService(StubService.Json(Requests.Job(state, ""","reason":{"code":"dark","message":"no light"}""")));
        await using var client = service.CreateClient();

        (await Should.ThrowAsync<GenerationException>(() => client.WaitAsync("j1"))).Message.ShouldBe(message);
    }

    [Fact]
    public async Task The_list_of_models_has_another_field_name_and_a_deprecated_operation()
    {
        var service = new StubService(StubService.Json("""{"entries":[{"name":"one"}]}"""));
        await using var client = service.CreateClient();

        (await client.ListModelsAsync()).Single().GetProperty("name").GetString().ShouldBe("one");
    }

    [Fact]
    public async Task The_job_in_an_acceptance_of_another_shape_is_found_by_the_name_of_its_id()
    {
        var service = new StubService(StubService.Json("""{"data":{"jobId":"j9","state":7,"price":"?"}}"""));
        await using var client = service.CreateClient(options => options.MaxAttempts = 1);

        var job = await client.SubmitAsync(Requests.River);

        (job.Id, job.Status, job.CreditsCharged).ShouldBe(("j9", new GenerationStatus("7"), null));
    }

    [Fact]
    public async Task The_id_in_a_response_that_cannot_be_used_is_found_by_its_name()
    {
        var service = new StubService(StubService.Json("""{"jobId":"j9","state":7"""));
        await using var client = service.CreateClient(options => options.MaxAttempts = 1);

        (await Should.ThrowAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Requests.River))).RequestId.ShouldBe("j9");
    }
}
