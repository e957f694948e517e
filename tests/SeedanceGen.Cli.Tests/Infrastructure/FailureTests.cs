using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public class FailureTests
{
    private const string Accepted = """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}""";

    [Fact]
    public async Task A_rejected_key_ends_with_3_and_names_the_variable()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, "sd2_live_revoked");

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Authentication);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("SEEDANCE_API_KEY");
        tool.Error.ShouldNotContain("sd2_live_revoked");
    }

    [Fact]
    public async Task A_rate_limit_ends_with_4_and_says_when_to_call_again()
    {
        await ShouldEndAsync(ExitCode.RateLimited, ["00:00:30"], ScriptedService.Response(429, "{}", "Retry-After: 30"));
    }

    [Fact]
    public async Task A_rejected_job_ends_with_9_and_the_reason_of_the_service()
    {
        await ShouldEndAsync(
            ExitCode.Rejected,
            ["Not enough credits", "no_credits"],
            ScriptedService.Response(402, """{"success":false,"error":{"code":"no_credits","message":"Not enough credits"}}"""));
    }

    [Fact]
    public async Task A_submission_without_a_response_ends_with_7_and_is_not_repeated()
    {
        await ShouldEndAsync(ExitCode.OutcomeUnknown, ["may have been accepted", "look whether the job exists"], responses: null);
    }

    [Fact]
    public async Task A_wait_polls_a_failing_service_until_its_timeout()
    {
        await ShouldEndAsync(
            ExitCode.TimedOut,
            ["req_7", "It goes on"],
            ScriptedService.Response(200, Accepted),
            ScriptedService.Response(503, "<html>down</html>"));
    }

    [Fact]
    public async Task An_unreachable_service_ends_with_5()
    {
        using var tool = new ToolRun().With((await ScriptedService.GoneAsync()).AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Network);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("Nothing was submitted");
    }

    [Fact]
    public async Task A_job_that_is_not_finished_in_time_ends_with_6_and_its_id()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.TimedOut);

        tool.ErrorLines[^1].ShouldContain("req_0000000001");
        tool.ErrorLines[^1].ShouldContain("It goes on");
    }

    [Fact]
    public async Task A_failed_job_ends_with_1_and_the_reason()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Lifecycle = JobLifecycle.AfterPolls(1).EndingInFailure("too_blurry", "Nothing could be seen") });
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.JobFailed);

        tool.ErrorLines[^1].ShouldBe("error: Job req_0000000001 failed: Nothing could be seen (too_blurry).");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_was_cancelled_elsewhere_ends_with_1()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        using var elsewhere = new SeedanceClient(new SeedanceClientOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });
        tool.ErrorWriter.When("queued", () => elsewhere.CancelAsync("req_0000000001").GetAwaiter().GetResult());

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.JobFailed);

        tool.ErrorLines[^1].ShouldContain("was cancelled");
    }

    [Fact]
    public async Task A_file_that_can_no_longer_be_written_ends_with_74_and_the_link()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        var folder = Directory.CreateDirectory(tool.Folder.At("films"));
        tool.ErrorWriter.When("processing", folder.Delete);

        (await tool.RunAsync("generate", "A river", "-o", "films/river.mp4", "--json")).ShouldBe(ExitCode.FileNotWritten);

        tool.ErrorLines[^1].ShouldContain($"It is still at {server.BaseAddress}");
        tool.Json["url"]!.GetValue<string>().ShouldStartWith(server.BaseAddress.AbsoluteUri);
        tool.Json.ContainsKey("file").ShouldBeFalse();
    }

    [Theory]
    [InlineData("req_0000000001 accepted, 40 credits")]
    [InlineData("\"requestId\":\"req_0000000001\"", "--json")]
    public async Task A_result_that_standard_output_rejects_goes_to_standard_error(string result, params string[] options)
    {
        using var tool = new ToolRun { OutputIsFull = true };

        (await tool.RunAsync(["generate", "A river", "--mock", "-o", "river.mp4", .. options])).ShouldBe(ExitCode.FileNotWritten);

        tool.Error.ShouldContain(result);
        Mp4.ShouldBeWrittenTo(tool.Folder.At("river.mp4"));
    }

    [Fact]
    public async Task A_missing_video_ends_with_5()
    {
        await using var empty = ScriptedService.Responding(ScriptedService.Response(404, ""));
        var result = $$$"""{"success":true,"requestId":"req_7","status":"succeeded","output":{"url":"{{{empty.Address}}}gone.mp4"}}""";

        await ShouldEndAsync(
            ExitCode.Network, ["req_7", "404"], ScriptedService.Response(200, Accepted), ScriptedService.Response(200, result));
    }

    [Fact]
    public async Task An_unexpected_exception_ends_with_70_in_one_line()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.ErrorWriter.When("processing", () => throw new InvalidOperationException("Strange things happen."));

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Unexpected);

        tool.ErrorLines[^1].ShouldContain("Strange things happen.");
        tool.ErrorLines[^1].ShouldContain("--verbose");
    }

    [Fact]
    public async Task Escape_sequences_of_the_service_do_not_reach_the_terminal()
    {
        await ShouldEndAsync(
            ExitCode.Rejected,
            ["red alert"],
            ScriptedService.Response(400, """{"success":false,"error":{"code":"x","message":"\u001b[31mred\nalert"}}"""));
    }

    [Fact]
    public async Task Verbose_shows_details_and_masks_the_key()
    {
        var body = $$"""{"success":false,"error":{"code":"x","message":"no"},"echo":"{{SeedanceMockOptions.DefaultApiKey}}"}""";
        await using var service = ScriptedService.Responding(ScriptedService.Response(400, body));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "--verbose")).ShouldBe(ExitCode.Rejected);

        tool.Error.ShouldContain("\"echo\":\"***");
        tool.Error.ShouldContain(nameof(SeedanceApiException));
        tool.Error.ShouldNotContain(SeedanceMockOptions.DefaultApiKey);
    }

    [Fact]
    public async Task Verbose_shows_details_without_escape_sequences()
    {
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(400, "{\"success\":false,\"error\":{\"code\":\"x\",\"message\":\"\\u001b]0;title\\u0007\"}}"));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "--verbose")).ShouldBe(ExitCode.Rejected);

        tool.Error.ShouldContain(nameof(SeedanceApiException));
        tool.Error.ShouldNotContain('\e');
        tool.Error.ShouldNotContain('\a');
    }

    private static async Task ShouldEndAsync(ExitCode expected, string[] named, params string?[]? responses)
    {
        await using var service = ScriptedService.Responding(responses ?? [null]);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river")).ShouldBe(expected, tool.Error);

        tool.ErrorLines.Count(line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldBe(1);
        foreach (var word in named)
            tool.ErrorLines[^1].ShouldContain(word);
        tool.Error.ShouldNotContain('\e');
    }
}
