using SeedanceGen.Testing;

namespace SeedanceGen.AI.Tests.Submission;

/// <summary>A job is not paid for twice because an agent tries again.</summary>
public sealed class UnknownOutcomeTests
{
    [Fact]
    public async Task A_request_with_an_unknown_outcome_is_not_submitted_again()
    {
        await using var scene = new AgentScene();
        scene.Mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());

        var first = await scene.CallAsync("generate", AgentScene.Documented);
        var second = await scene.CallAsync("generate", AgentScene.Documented);

        AgentScene.KindOf(first).ShouldBe("outcomeUnknown");
        first.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("Do not submit it again");
        AgentScene.KindOf(second).ShouldBe("outcomeUnknown");
        scene.Mock.Ledger.TotalCharged.ShouldBe(AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task A_person_who_is_asked_again_is_told_of_the_first_time()
    {
        var asked = new List<CreditConsent>();
        await using var scene = new AgentScene(options => options with
        {
            Confirm = (question, _) =>
            {
                asked.Add(question);
                return new(asked.Count == 1);
            },
        });
        scene.Mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());

        await scene.CallAsync("submit", AgentScene.Documented);
        await scene.CallAsync("submit", AgentScene.Documented);

        asked.Select(question => question.MayBeRepeated).ShouldBe([false, true]);
        asked[1].Question.ShouldContain("this may be a second one");
    }

    [Fact]
    public async Task A_job_with_an_unknown_outcome_counts_against_the_ceiling()
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = AgentScene.DocumentedPrice + 1 });
        scene.Mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());
        await scene.CallAsync("submit", AgentScene.Documented);

        var other = await scene.CallAsync("submit", new { model = "seedance-2.0", prompt = "Another", duration = 5 });

        AgentScene.KindOf(other).ShouldBe("creditLimit");
        scene.Mock.Ledger.TotalCharged.ShouldBe(AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task A_call_that_is_canceled_while_it_waits_leaves_its_job_in_the_list()
    {
        await using var scene = new AgentScene(lifecycle: JobLifecycle.Manually);
        using var source = new CancellationTokenSource();
        var call = new SeedanceCallContext { Progress = new Canceler(source) };

        await Should.ThrowAsync<OperationCanceledException>(() => scene.CallAsync("generate", AgentScene.Documented, call, source.Token));
        var jobs = await scene.CallAsync("get");

        jobs.GetProperty("jobs").EnumerateArray().Single().GetProperty("requestId").GetString()
            .ShouldBe(scene.Mock.Jobs.Single().RequestId);
    }

    private sealed class Canceler(CancellationTokenSource source) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value) => source.Cancel();
    }

    [Fact]
    public async Task Jobs_of_unknown_price_and_outcome_count_against_the_ceiling_before_any_price_is_known()
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = 100 });
        scene.Mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing()).Always();
        var request = new { model = "seedance-2.0-fast", prompt = "A river", duration = 6 };

        var results = new List<System.Text.Json.JsonElement>();
        for (var i = 0; i < 4; i++)
            results.Add(await scene.CallAsync("submit", request with { prompt = $"River {i}" }));

        // The highest documented price is 64 credits, so that two jobs may have reached the ceiling.
        results.Select(AgentScene.KindOf).ShouldBe(["outcomeUnknown", "outcomeUnknown", "creditLimit", "creditLimit"]);
        scene.Mock.Journal.Count.ShouldBe(2);
    }
}
