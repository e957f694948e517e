using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Jobs;

/// <summary>A job that is paid for is never reported as one that failed, and its id is never lost.</summary>
public class UnreadableJobTests
{
    private const string Again = "seedance wait req_7";
    private const string NoJob = """{"success":false,"error":{"code":"not_found","message":"No such job"}}""";
    private const string KeyRefused = """{"success":false,"error":{"code":"unauthorized","message":"Invalid API key"}}""";

    private static readonly string Accepted =
        ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}""");

    private static readonly string WithoutLink =
        ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"succeeded"}""");

    public static TheoryData<string> Odd =>
    [
        ScriptedService.Response(200, "<html>maintenance</html>"),
        ScriptedService.Response(200, string.Empty),
        ScriptedService.Response(200, """{"success":true,"requestId":"req_7"}"""),
        "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
        ScriptedService.Response(302, string.Empty, "Location: https://login.example.com/"),
        ScriptedService.Response(403, "<html>forbidden</html>"),
        ScriptedService.Response(404, NoJob),
        ScriptedService.Response(401, KeyRefused),
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Generate_ends_with_a_code_of_its_own_and_names_the_command_that_waits(string odd)
    {
        await using var service = ScriptedService.Responding(Accepted, odd);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "--json")).ShouldBe(ExitCode.JobUnreadable, tool.Error);

        tool.ErrorLines[^1].ShouldContain("req_7 is accepted and charged, and goes on");
        tool.ErrorLines[^1].ShouldContain(Again);
        tool.Json["requestId"]!.GetValue<string>().ShouldBe("req_7");
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        tool.Json["error"]!["kind"]!.GetValue<string>().ShouldBe("jobUnreadable");
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Batch_keeps_the_line_as_one_that_continues(string odd)
    {
        await using var service = ScriptedService.Responding(Accepted, odd);
        using var tool = ToolRun.Against(service);
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), """{"model":"seedance-2.0","prompt":"A river","duration":5}""");

        (await tool.RunAsync("batch", "requests.jsonl", "-o", "films", "--json")).ShouldBe(ExitCode.JobUnreadable, tool.Error);

        tool.Error.ShouldContain(Again);
        var line = tool.Json["results"]![0]!;
        line["outcome"]!.GetValue<string>().ShouldBe("unfinished");
        line["requestId"]!.GetValue<string>().ShouldBe("req_7");
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_few_such_responses_do_not_end_the_command(string odd)
    {
        if (odd.Contains("unauthorized", StringComparison.Ordinal))
            return;

        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var there = new SeedanceClient(new SeedanceClientOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });
        var link = (await (await there.SubmitAsync(new VideoGenerationRequest
        {
            Model = SeedanceModel.Seedance20,
            Prompt = "A river",
        })).RefreshAsync()).Output!.Url;
        var video = ScriptedService.Response(
            200, $$$"""{"success":true,"requestId":"req_7","status":"succeeded","output":{"url":"{{{link}}}"}}""");
        await using var service = ScriptedService.Responding(Accepted, odd, odd, odd, video);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);
    }

    [Fact]
    public async Task Wait_for_an_id_that_the_service_does_not_know_still_names_the_command()
    {
        await using var service = ScriptedService.Responding(ScriptedService.Response(404, NoJob));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("wait", "req_7")).ShouldBe(ExitCode.Rejected);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(Again);
    }

    [Fact]
    public async Task A_timeout_names_the_command_and_a_status_that_is_not_known()
    {
        await using var service = ScriptedService.Responding(
            Accepted, ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"expired"}"""));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "--timeout", "20")).ShouldBe(ExitCode.TimedOut);

        tool.ErrorLines[^1].ShouldContain(Again);
        tool.ErrorLines[^1].ShouldContain("'expired', which this version does not know");
        tool.ErrorLines[^1].ShouldNotContain("It goes on");
    }

    [Theory]
    [InlineData("generate", "A river")]
    [InlineData("wait", "req_7")]
    public async Task A_link_that_is_not_there_yet_is_no_failed_job(string command, string argument)
    {
        await using var service = command == "wait"
            ? ScriptedService.Responding(WithoutLink)
            : ScriptedService.Responding(Accepted, WithoutLink);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync(command, argument, "--json")).ShouldBe(ExitCode.TimedOut);

        tool.ErrorLines[^1].ShouldContain("req_7 succeeded, and the link to its video is not there yet");
        tool.ErrorLines[^1].ShouldContain(Again);
        tool.Json["status"]!.GetValue<string>().ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_defect_after_the_acceptance_names_the_command_too()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.ErrorWriter.When("processing", () => throw new InvalidOperationException("Strange things happen."));

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Unexpected);

        tool.ErrorLines[^1].ShouldContain("seedance wait req_0000000001");
    }

    [Fact]
    public async Task Jobs_of_the_built_in_mock_end_with_it()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("generate", "A river", "--mock", "--timeout", "1", "--poll-interval", "1"))
            .ShouldBe(ExitCode.TimedOut, tool.Error);

        tool.Error.ShouldNotContain("seedance wait");
    }
}
