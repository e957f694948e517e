
namespace SeedanceGen.AI.Tests.Submission;

/// <summary>Nothing is paid for without consent.</summary>
public sealed class ConsentTests
{
    public static TheoryData<string> Paid => ["generate", "submit"];

    [Theory]
    [MemberData(nameof(Paid))]
    public async Task Without_a_person_and_without_a_ceiling_nothing_is_submitted(string operation)
    {
        await using var scene = new AgentScene(options => options);

        var result = await scene.CallAsync(operation, AgentScene.Documented);

        AgentScene.KindOf(result).ShouldBe("consentRequired");
        scene.Mock.Ledger.TotalCharged.ShouldBe(0);
        scene.Mock.Journal.Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Paid))]
    public async Task A_person_who_declines_pays_nothing(string operation)
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = 1000, Confirm = (_, _) => new(false) });

        var result = await scene.CallAsync(operation, AgentScene.Documented);

        AgentScene.KindOf(result).ShouldBe("declined");
        scene.Mock.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task A_person_is_asked_with_the_documented_price()
    {
        CreditConsent? asked = null;
        await using var scene = new AgentScene(options => options with
        {
            Confirm = (question, _) =>
            {
                asked = question;
                return new(true);
            },
        });

        var result = await scene.CallAsync("submit", AgentScene.Documented);

        AgentScene.KindOf(result).ShouldBeNull();
        asked.ShouldNotBeNull().KnownPrice.ShouldBe(AgentScene.DocumentedPrice);
        asked.Question.ShouldStartWith("Submit this video job for 40 credits?");
        result.GetProperty("creditsCharged").GetInt32().ShouldBe(AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task A_price_that_is_not_documented_is_not_known_until_such_a_job_was_paid_for()
    {
        var asked = new List<CreditConsent>();
        await using var scene = new AgentScene(options => options with
        {
            Confirm = (question, _) =>
            {
                asked.Add(question);
                return new(true);
            },
        });
        var request = new { model = "seedance-2.0-fast", prompt = "A river", duration = 6 };

        var first = await scene.CallAsync("submit", request);
        await scene.CallAsync("submit", request with { prompt = "Another river" });

        asked[0].KnownPrice.ShouldBeNull();
        asked[0].Question.ShouldContain("not known before the service accepts it");
        asked[1].KnownPrice.ShouldBe(first.GetProperty("creditsCharged").GetInt64());
    }

    [Fact]
    public async Task The_person_of_a_call_is_asked_before_the_person_of_the_program()
    {
        await using var scene = new AgentScene(options => options with { Confirm = (_, _) => new(true) });

        var result = await scene.CallAsync("submit", AgentScene.Documented, new SeedanceCallContext { Confirm = (_, _) => new(false) });

        AgentScene.KindOf(result).ShouldBe("declined");
        scene.Mock.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task A_ceiling_is_the_consent_up_to_its_last_credit()
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = (2 * AgentScene.DocumentedPrice) + 39 });

        for (var i = 0; i < 2; i++)
            AgentScene.KindOf(await scene.CallAsync("submit", AgentScene.Documented)).ShouldBeNull();
        var third = await scene.CallAsync("submit", AgentScene.Documented);

        AgentScene.KindOf(third).ShouldBe("creditLimit");
        scene.Mock.Ledger.TotalCharged.ShouldBe(2 * AgentScene.DocumentedPrice);
        scene.Tools.CreditsCharged.ShouldBe(2 * AgentScene.DocumentedPrice);
    }

    [Fact]
    public async Task A_person_cannot_consent_to_more_than_the_ceiling()
    {
        var asked = 0;
        await using var scene = new AgentScene(options => options with
        {
            MaxCredits = AgentScene.DocumentedPrice - 1,
            Confirm = (_, _) => new(++asked > 0),
        });

        var result = await scene.CallAsync("submit", AgentScene.Documented);

        AgentScene.KindOf(result).ShouldBe("creditLimit");
        asked.ShouldBe(0);
        scene.Mock.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task Submissions_at_the_same_time_keep_to_the_ceiling_together()
    {
        await using var scene = new AgentScene(options => options with { MaxCredits = 3 * AgentScene.DocumentedPrice });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.CallAsync("submit", AgentScene.Documented)));

        scene.Mock.Ledger.TotalCharged.ShouldBe(3 * AgentScene.DocumentedPrice);
    }
}
