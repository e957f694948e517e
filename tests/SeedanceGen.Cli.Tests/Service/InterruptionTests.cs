using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Service;

public class InterruptionTests
{
    private static readonly TerminalTraits Somebody = TerminalTraits.None with { CanAsk = true };

    [Fact]
    public async Task An_interruption_without_a_terminal_lets_the_job_go_on_and_prints_its_id()
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

    [Fact]
    public async Task A_system_that_ends_the_tool_is_not_asked_anything()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.Answer, tool.Interrupts.IsCtrlC) = (Somebody, "y\n", false);
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
    public async Task Any_answer_but_yes_lets_the_job_go_on(string answer)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.Answer) = (Somebody, answer);
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
        (tool.Terminal, tool.Answer) = (Somebody, answer);
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river", "--json")).ShouldBe(ExitCode.Interrupted);

        tool.Error.ShouldContain("Job req_0000000001 is cancelled.");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Cancelled);
        tool.Json["requestId"]!.GetValue<string>().ShouldBe("req_0000000001");
        tool.Json["status"]!.GetValue<string>().ShouldBe("cancelled");
        tool.Json["error"]!["kind"]!.GetValue<string>().ShouldBe("interrupted");
    }

    [Fact]
    public async Task A_job_that_ended_before_the_reply_of_the_user_is_reported_as_not_cancelled()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        (tool.Terminal, tool.Answer) = (Somebody, "y\n");
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);
        tool.ErrorWriter.When("Interrupted. Job", () => server.GetJob("req_0000000001").Succeed());

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("Job req_0000000001 could not be cancelled");
    }

    [Fact]
    public async Task An_interruption_during_the_submission_waits_for_the_response_so_that_the_id_is_known()
    {
        using var tool = new ToolRun { TimeProvider = new ImmediateTimeProvider(longestPause: TimeSpan.FromSeconds(1)) };
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
    public async Task A_submission_without_a_response_is_reported_with_an_unknown_outcome()
    {
        using var tool = new ToolRun();
        await using var service = ScriptedService.Silent(tool.Interrupts.Press);
        tool.With(service.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.OutcomeUnknown);

        tool.ErrorLines[^1].ShouldContain("not known whether the job was accepted");
        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interruption_between_two_attempts_of_a_submission_says_that_nothing_was_submitted()
    {
        await using var service = ScriptedService.Answering(ScriptedService.Answer(429, "{}", "Retry-After: 30"));
        using var tool = ToolRun.Against(service);
        var clock = new ImmediateTimeProvider(longestPause: TimeSpan.FromSeconds(10));
        clock.WhenEndless(TimeSpan.FromSeconds(45), tool.Interrupts.Press);
        tool.TimeProvider = clock;

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldBe("Interrupted before anything was submitted.");
    }

    [Fact]
    public async Task An_interruption_before_the_submission_sends_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Interrupts.Press();

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("before anything was submitted");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interruption_during_the_download_prints_the_link_and_asks_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Terminal = Somebody;
        tool.ErrorWriter.When("succeeded", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("Job req_0000000001 has succeeded, and its video is at http");
        tool.Error.ShouldNotContain("[y/N]");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_of_the_mock_is_not_said_to_go_on()
    {
        using var tool = new ToolRun();
        tool.ErrorWriter.When("queued", tool.Interrupts.Press);

        (await tool.RunAsync("generate", "A river", "--mock")).ShouldBe(ExitCode.Interrupted);

        tool.ErrorLines[^1].ShouldContain("nothing was charged");
    }
}
