namespace SeedanceGen.AI.Tests.Submission;

/// <summary>What an agent writes is validated before anything is sent.</summary>
public sealed class RequestTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """{"prompt":"A river"}""", "'model' is missing" },
        { """{"model":"seedance-2.0"}""", "'prompt' is missing" },
        { """{"model":"seedance-1.5-pro","prompt":"A river","duration":7}""", "5 or 10" },
        { """{"model":"seedance-2.0","prompt":"A river","duration":"5"}""", "takes JSON of the type integer, not string" },
        { """{"model":"seedance-2.0","prompt":"A river","duratoin":5}""", "did you mean 'duration'?" },
        { """{"model":"seedance-2.0","prompt":"A river","mediaUrls":["http://example.com/a.png"]}""", "mediaUrls" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_request_that_breaks_a_rule_is_not_sent(string request, string said)
    {
        await using var scene = new AgentScene();
        var arguments = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(request)!;

        var submitted = await scene.CallAsync("submit", arguments);
        var validated = await scene.CallAsync("validate", arguments);

        AgentScene.KindOf(submitted).ShouldBe("invalidRequest");
        submitted.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(said);
        validated.GetProperty("valid").GetBoolean().ShouldBeFalse();
        validated.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!)
            .ShouldContain(problem => problem.Contains(said, StringComparison.Ordinal));
        scene.Mock.Journal.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_valid_request_is_valid_and_has_its_price_when_that_is_documented()
    {
        await using var scene = new AgentScene();

        var result = await scene.CallAsync("validate", AgentScene.Documented);

        result.GetProperty("valid").GetBoolean().ShouldBeTrue();
        result.GetProperty("knownPrice").GetInt64().ShouldBe(AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task Values_of_a_program_are_arguments_too()
    {
        await using var scene = new AgentScene();
        var arguments = new Microsoft.Extensions.AI.AIFunctionArguments
        {
            ["model"] = SeedanceModel.Seedance20.Value,
            ["prompt"] = "A river",
            ["duration"] = 5,
            ["mediaUrls"] = new[] { "https://example.com/a.png" },
        };

        var result = (System.Text.Json.JsonElement)(await scene["submit"].InvokeAsync(arguments))!;

        AgentScene.KindOf(result).ShouldBeNull();
        scene.Mock.Jobs.Count.ShouldBe(1);
    }
}
