using SeedanceGen.Testing.Host.Control;

namespace SeedanceGen.Testing.Host.Tests.Control;

/// <summary>Jobs that existed before, in a file and in the control API.</summary>
public sealed class ExistingJobsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_file_has_jobs_with_all_that_they_were()
    {
        await File.WriteAllTextAsync(_file, """
            [
              { "requestId": "req_a", "status": "failed", "ageSeconds": 60, "creditsCharged": 7, "error": { "code": "too_dark" } },
              {
                "requestId": "req_b", "status": "processing", "lifecycle": { "kind": "afterPolls", "polls": 1 },
                "request": { "model": "seedance-1.5-pro", "prompt": "A river", "duration": 10, "webhookUrl": "http://127.0.0.1:1/" },
                "webhook": { "isDropped": true }
              },
              { "requestId": "req_c", "status": "queued", "fixed": true }
            ]
            """);

        var jobs = JobsFile.Read(_file);
        await using var host = await SeedanceMockHost.StartAsync(new() { Mock = new() { Strict = false, Jobs = jobs } });
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);

        (await api.GetAsync("req_a")).ErrorCode.ShouldBe("too_dark");
        host.Server.GetJob("req_a").CreditsCharged.ShouldBe(7);
        (await api.StatusAsync("req_b")).ShouldBe("processing");
        (await api.GetAsync("req_b")).Json["duration"]!.GetValue<int>().ShouldBe(10);
        (await api.CancelAsync("req_c")).Text("status").ShouldBe("cancelled");
        (await api.StatusAsync("req_c")).ShouldBe("queued");
        await host.Server.WaitForWebhooksAsync();
        host.Server.Webhooks.ShouldHaveSingleItem().Outcome.ShouldBe(WebhookOutcome.DroppedByPlan);
    }

    [Theory]
    [InlineData("[\n {}\n]", "line 2: /0/requestId: expected a text that is not empty, actual nothing")]
    [InlineData("[\n {\"requestId\":\"a\",\n\"status\":\"asleep\"}]",
        "line 3: /0/status: expected one of \"queued\", \"processing\", \"succeeded\", \"failed\", \"cancelled\", actual \"asleep\"")]
    [InlineData("[{\"requestId\":\"a\",\"status\":\"queued\",\n\n\"age\":5}]",
        "line 3: /0/age: expected no such field (accepted here are requestId, status, ageSeconds, request, creditsCharged, error, "
        + "webhook, lifecycle, fixed), actual 5")]
    [InlineData(
        "[{\"requestId\":\"a\",\"status\":\"queued\",\n\"request\":{\"model\":\"seedance-2.0\",\"prompt\":\"A river\",\n\"duration\":30}}]",
        "line 3: /0/request/duration: expected at most 15, actual 30")]
    [InlineData("[{\"requestId\":\"a\",\"status\":\"queued\",\n\"request\":{\"model\":\"seedance-2.0\",\n\"promt\":\"A river\"}}]",
        "line 3: /0/request/promt: expected no such field (accepted here are model, prompt, mediaUrls, aspectRatio, duration, "
        + "resolution, webhookUrl, metadata), actual \"A river\"")]
    [InlineData("[{\"requestId\":\"a\",\"status\":\"queued\"},\n{\"requestId\":\"a\",\"status\":\"queued\"}]",
        "line 2: /1/requestId: expected an id that no other job of the file has, actual \"a\"")]
    [InlineData("[{\"requestId\":\"a\",\"status\":\"queued\",\n\"error\":{\"code\":\"x\"}}]",
        "line 2: /0/error: expected no such field in a job that is queued: only a failed one has it, actual an object")]
    [InlineData("[{\"requestId\":\"a\",\"status\":\"succeeded\",\n\"lifecycle\":{\"kind\":\"manually\"}}]",
        "line 2: /0/lifecycle: expected no such field in a job that is succeeded, actual an object")]
    [InlineData("[{\"requestId\":\"a\",\n\"requestId\":\"b\"}]", "line 1: /0/requestId: expected each name once, actual the name again")]
    [InlineData("[7]", "line 1: /0: expected a JSON object, actual 7")]
    [InlineData("{}", "line 1: the whole file: expected a list of jobs, actual an object")]
    [InlineData("[\n\n{,]", "line 3: expected a list of jobs in JSON, actual a text that is none: ")]
    [InlineData("", "line 1: expected a list of jobs in JSON, actual a text that is none: ")]
    public async Task A_file_that_is_wrong_is_told_with_line_place_expectation_and_value(string content, string what)
    {
        await File.WriteAllTextAsync(_file, content);

        Should.Throw<InvalidControlRequestException>(() => JobsFile.Read(_file)).Message.ShouldStartWith($"{_file}, {what}");
    }

    [Fact]
    public async Task A_reset_and_a_request_of_the_control_API_bring_jobs()
    {
        await using var host = await SeedanceMockHost.StartAsync();
        using var http = new HttpClient();
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);

        await PostAsync("reset", """{"withExamples":true,"jobs":[{"requestId":"req_a","status":"processing"}]}""");
        await PostAsync("jobs", """{"requestId":"req_b","status":"succeeded"}""");

        host.Server.Jobs.Select(job => job.ToString())
            .ShouldBe(["req_1234567890: succeeded", "req_a: processing", "req_b: succeeded"]);
        (await PostAsync("jobs", """{"requestId":"req_b","status":"succeeded"}""")).ShouldContain("There is a job 'req_b'");
        (await PostAsync("jobs", """{"requestId":"req_d"}""")).ShouldContain("POST /__seedance/jobs: /status: expected one of");
        (await PostAsync("reset", """{"jobs":[{"requestId":"req_a","status":"queued"},{"requestId":"req_a","status":"queued"}]}"""))
            .ShouldContain("There is a job 'req_a'");
        host.Server.Jobs.Count.ShouldBe(3);
        await PostAsync("reset", "");
        host.Server.Jobs.ShouldBeEmpty();

        async Task<string> PostAsync(string path, string body)
        {
            using var response = await http.PostAsync(new Uri($"{host.ControlAddress}/{path}"), new StringContent(body));
            return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!
                .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }

    [Fact]
    public async Task The_jobs_that_the_guide_shows_are_read()
    {
        await File.WriteAllTextAsync(_file, SeedanceGen.TestKit.FencedBlock.Of("src/docs/testing-standalone.md", "json").Single().Text);

        JobsFile.Read(_file).Select(job => job.ToString()).ShouldBe(["req_old: failed", "req_now: processing"]);
    }

    [Fact]
    public async Task Every_field_of_a_job_stands_in_the_guide()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Readme", "testing-standalone.md"));

        ExistingJobInput.Names.ShouldAllBe(name => guide.Contains($"`{name}`", StringComparison.Ordinal));
    }
}
