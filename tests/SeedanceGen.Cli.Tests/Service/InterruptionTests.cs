using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Service;

public class InterruptionTests
{
    private static readonly TerminalTraits Person = TerminalTraits.None with { CanAsk = true };

    [Fact]
    public async Task Without_a_terminal_an_interrupted_job_continues_and_its_id_is_written()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldContain("Job req_0000000001 continues.");
        tool.Error.ShouldNotContain("[y/N]");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Queued);
        server.Journal.ForOperation("cancelVideoGeneration").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("succeeded", "its video has no link yet")]
    [InlineData("expired", "cannot tell whether job req_7 continues")]
    public async Task An_interrupted_job_is_not_said_to_be_what_it_may_not_be(string status, string told)
    {
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}"""),
            ScriptedService.Response(200, $$"""{"success":true,"requestId":"req_7","status":"{{status}}"}"""));
        using var tool = ToolRun.Against(service);
        tool.ErrorWriter.When(status, tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river", "--json")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldContain(told);
        tool.Error.ShouldContain("seedance wait req_7");
        tool.Json["status"]!.GetValue<string>().ShouldBe(status);
    }

    [Fact]
    public async Task SIGTERM_does_not_ask_whether_to_cancel_the_job()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.TypedInput, tool.Interrupts.IsCtrlC) = (Person, "y\n", false);
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldNotContain("[y/N]");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Queued);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("n\n")]
    [InlineData("what?\n")]
    public async Task Every_answer_but_yes_leaves_the_job_running(string answer)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.TypedInput) = (Person, answer);
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldContain("[y/N]");
        tool.Error.ShouldContain("Job req_0000000001 continues.");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Queued);
    }

    [Theory]
    [InlineData("y\n")]
    [InlineData(" YES \n")]
    public async Task Yes_cancels_the_job(string answer)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.TypedInput) = (Person, answer);
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river", "--json")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldContain("Job req_0000000001 is cancelled.");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Cancelled);
        tool.Json["requestId"]!.GetValue<string>().ShouldBe("req_0000000001");
        tool.Json["status"]!.GetValue<string>().ShouldBe("cancelled");
        tool.Json["error"]!["kind"]!.GetValue<string>().ShouldBe("interrupted");
    }

    [Fact]
    public async Task A_job_that_ended_before_the_question_was_answered_is_reported_as_not_cancelled()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.TypedInput) = (Person, "y\n");
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);
        tool.ErrorWriter.When("Interrupted. Job", () => server.GetJob("req_0000000001").Succeed());

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("Job req_0000000001 could not be cancelled");
    }

    [Fact]
    public async Task An_interrupted_submission_waits_for_its_response_to_learn_the_id()
    {
        using var tool = new ToolRun { TimeProvider = new SkippingClock(longestPause: TimeSpan.FromSeconds(1)).Time };
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions
        {
            Price = _ =>
            {
                tool.Interrupts.Press();
                return 40;
            },
        });
        tool.With(server.BaseAddress.AbsoluteUri, server.ApiKey);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.OutputLines.ShouldBe(["req_0000000001 accepted, 40 credits"]);
        tool.ErrorLines[^1].ShouldContain("Job req_0000000001 continues.");
    }

    [Fact]
    public async Task A_submission_without_a_response_has_an_unknown_outcome()
    {
        using var tool = new ToolRun();
        await using var service = ScriptedService.Silent(tool.Interrupts.Press);
        tool.With(service.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.OutcomeUnknown);

        tool.ErrorLines[^1].ShouldContain("not known whether the job was accepted");
        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupt_between_two_attempts_of_a_submission_submits_nothing()
    {
        await using var service = ScriptedService.Responding(ScriptedService.Response(429, "{}", "Retry-After: 30"));
        using var tool = ToolRun.Against(service);
        var clock = new SkippingClock(longestPause: TimeSpan.FromSeconds(10))
        {
            OnTimeout = dueTime =>
            {
                if (dueTime <= TimeSpan.FromSeconds(45))
                    tool.Interrupts.Press();
            },
        };
        tool.TimeProvider = clock.Time;

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldBe("Interrupted before anything was submitted.");
    }

    [Fact]
    public async Task An_interrupt_before_the_submission_sends_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Interrupts.Press();

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("before anything was submitted");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupt_during_the_download_names_the_link_and_asks_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Terminal = Person;
        tool.ErrorWriter.When("succeeded", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("Job req_0000000001 has succeeded, and its video is at http");
        tool.Error.ShouldNotContain("[y/N]");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interrupted_job_of_the_mock_is_reported_to_end_with_it()
    {
        using var tool = new ToolRun();
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river", "--mock")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("nothing was charged");
    }
}
