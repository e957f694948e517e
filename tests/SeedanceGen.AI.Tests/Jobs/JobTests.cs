using System.Text.Json;
using SeedanceGen.Testing;

namespace SeedanceGen.AI.Tests.Jobs;

public sealed class JobTests
{
    [Fact]
    public async Task Generate_waits_and_tells_the_progress()
    {
        await using var scene = new AgentScene();
        var read = new List<string?>();

        var result = await scene.CallAsync(
            "generate", AgentScene.Documented, new SeedanceCallContext { Progress = new Recorder(read) });

        result.GetProperty("status").GetString().ShouldBe("succeeded");
        result.GetProperty("isFinished").GetBoolean().ShouldBeTrue();
        result.GetProperty("creditsCharged").GetInt32().ShouldBe(AgentScene.DocumentedPrice);
        result.GetProperty("videoUrl").GetString()!.ShouldStartWith("http");
        read[^1].ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_wait_that_is_over_returns_the_job_as_it_is()
    {
        await using var scene = new AgentScene(
            options => options with { MaxCredits = 100, WaitTimeout = TimeSpan.FromSeconds(45) }, JobLifecycle.Manually);

        var begun = await scene.CallAsync("generate", AgentScene.Documented);
        var id = begun.GetProperty("requestId").GetString()!;
        scene.Mock.GetJob(id).Status.ShouldBe(GenerationStatus.Queued);
        scene.Mock.GetJob(id).Succeed();
        var finished = await scene.CallAsync("wait", new { requestId = id, timeoutSeconds = 10 });

        AgentScene.KindOf(begun).ShouldBeNull();
        begun.GetProperty("isFinished").GetBoolean().ShouldBeFalse();
        begun.GetProperty("next").GetString()!.ShouldContain("do not submit it again");
        finished.GetProperty("status").GetString().ShouldBe("succeeded");
        finished.GetProperty("creditsCharged").GetInt32().ShouldBe(AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task A_failed_job_is_an_error_with_the_id_and_the_reason()
    {
        await using var scene = new AgentScene(
            lifecycle: JobLifecycle.AfterPolls(1).EndingInFailure("too_blurry", "Nothing could be seen"));

        var result = await scene.CallAsync("generate", AgentScene.Documented);

        AgentScene.KindOf(result).ShouldBe("jobFailed");
        result.GetProperty("requestId").GetString().ShouldBe(scene.Mock.Jobs.Single().RequestId);
        result.GetProperty("failure").GetString().ShouldBe("Nothing could be seen");
    }

    [Fact]
    public async Task A_job_is_canceled()
    {
        await using var scene = new AgentScene(lifecycle: JobLifecycle.Manually);
        var job = await scene.CallAsync("submit", AgentScene.Documented);

        var result = await scene.CallAsync("cancel", new { requestId = job.GetProperty("requestId").GetString() });

        result.GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_models_are_the_rules_and_the_list_of_the_service()
    {
        await using var scene = new AgentScene();

        var result = await scene.CallAsync("models");

        result.GetProperty("builtIn").EnumerateArray().Select(model => model.GetProperty("model").GetString())
            .ShouldBe(SeedanceModels.All.Select(model => model.Model.Value));
        result.GetProperty("live").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("get", """{"requestId":7}""")]
    [InlineData("wait", "{}")]
    [InlineData("wait", """{"requestId":"req_1","timeoutSeconds":-1}""")]
    [InlineData("cancel", """{"id":"req_1"}""")]
    public async Task Wrong_arguments_are_an_error_and_send_nothing(string operation, string arguments)
    {
        await using var scene = new AgentScene();

        var result = await scene.CallAsync(operation, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));

        AgentScene.KindOf(result).ShouldBe("invalidArguments");
        scene.Mock.Journal.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_in_what_the_service_says_is_in_no_result()
    {
        const string Key = "sd2_live_0123456789abcdef";
        await using var scene = new AgentScene(
            lifecycle: JobLifecycle.AfterPolls(1).EndingInFailure("leak", $"The key {Key} is not liked"));

        var result = await scene.CallAsync("generate", AgentScene.Documented);

        result.GetRawText().ShouldNotContain(Key);
        result.GetProperty("failure").GetString().ShouldBe("The key *** is not liked");
    }

    private sealed class Recorder(List<string?> statuses) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value) => statuses.Add(value.Status.Value);
    }
}
