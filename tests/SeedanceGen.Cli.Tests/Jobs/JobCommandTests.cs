using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Jobs;

public class JobCommandTests
{
    private const string Id = "req_0000000001";

    [Fact]
    public async Task Submit_prints_the_id_alone_and_does_not_wait()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("submit", "A river", "--duration", "5")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Output.ShouldBe($"{Id}\n");
        tool.ErrorLines.ShouldHaveSingleItem().ShouldBe($"40 credits. Next: seedance wait {Id}");
        server.GetJob(Id).Polls.ShouldBe(0);
    }

    [Fact]
    public async Task Submit_checks_the_rules_before_anything_is_sent()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("submit", "A river", "--duration", "99")).ShouldBe(ExitCode.Usage);

        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_succeeds_for_a_failed_job()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately.EndingInFailure("too_blurry", "Nothing could be seen") });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river", "--duration", "5", "--aspect-ratio", "16:9");

        (await tool.Anew().RunAsync("get", Id)).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe(
        [
            "job           req_0000000001",
            "status        failed",
            "model         seedance-2.0",
            "prompt        A river",
            "duration      5 seconds",
            "aspect ratio  16:9",
            "failure       Nothing could be seen",
        ]);
        tool.Error.ShouldBeEmpty();

        (await tool.Anew().RunAsync("get", Id, "--json")).ShouldBe(ExitCode.Success);
        tool.Json["failure"]!.GetValue<string>().ShouldBe("Nothing could be seen");
        tool.Json.ContainsKey("error").ShouldBeFalse();
    }

    [Fact]
    public async Task Get_shows_every_field_that_the_service_reports()
    {
        await using var service = ScriptedService.Responding(ScriptedService.Response(200, """
            {"success":true,"requestId":"req_0000000001","status":"succeeded","expiresAt":"2030-01-01T00:00:00Z",
             "thumbnails":[{"url":"https://example.com/1.png","width":64}],"output":{"url":"https://example.com/river.mp4"}}
            """));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("get", Id)).ShouldBe(ExitCode.Success, tool.Error);
        tool.OutputLines.ShouldBe(
        [
            "job         req_0000000001",
            "status      succeeded",
            "expires at  2030-01-01T00:00:00Z",
            "thumbnails  [{\"url\":\"https://example.com/1.png\",\"width\":64}]",
            "video       https://example.com/river.mp4",
        ]);

        (await tool.Anew().RunAsync("get", Id, "--json")).ShouldBe(ExitCode.Success);
        tool.Json.Select(field => field.Key).ShouldBe(["requestId", "status", "url", "expiresAt", "thumbnails"], ignoreOrder: true);
        tool.Json["thumbnails"]![0]!["width"]!.GetValue<int>().ShouldBe(64);
    }

    [Fact]
    public async Task Wait_ends_with_the_link_of_the_video()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("wait", Id)).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldHaveSingleItem().ShouldStartWith(server.BaseAddress.AbsoluteUri);
        tool.ErrorLines.ShouldBe([$"{Id} queued", $"{Id} processing", $"{Id} succeeded"]);
    }

    [Fact]
    public async Task Wait_ends_at_its_timeout_and_the_job_continues()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("wait", Id, "--timeout", "20", "--poll-interval", "5")).ShouldBe(ExitCode.TimedOut);

        tool.ErrorLines[^1].ShouldContain("It goes on");
        server.GetJob(Id).Polls.ShouldBeInRange(2, 10);
    }

    [Fact]
    public async Task Wait_fails_when_the_job_fails()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately.EndingInFailure("too_blurry", "Nothing could be seen") });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("wait", Id, "--json")).ShouldBe(ExitCode.JobFailed);

        tool.Json["status"]!.GetValue<string>().ShouldBe("failed");
    }

    [Fact]
    public async Task Cancel_cancels_and_a_finished_job_cannot_be_cancelled()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("cancel", Id)).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe([$"{Id} cancelled"]);
        server.GetJob(Id).Status.ShouldBe(GenerationStatus.Cancelled);
        (await tool.Anew().RunAsync("cancel", Id)).ShouldBe(ExitCode.Rejected);
    }

    [Fact]
    public async Task Download_writes_the_video_of_a_finished_job()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("download", Id, "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe(["river.mp4"]);
        Mp4.ShouldBeWrittenTo(tool.Folder.At("river.mp4"));
    }

    [Fact]
    public async Task Download_of_an_unfinished_job_names_the_command_that_waits()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("download", Id)).ShouldBe(ExitCode.TimedOut);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain($"seedance wait {Id}");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("get")]
    [InlineData("wait")]
    [InlineData("cancel")]
    [InlineData("download")]
    public async Task An_unknown_id_and_an_empty_one_are_rejected_in_one_line(string command)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync(command, "req_nowhere")).ShouldBe(ExitCode.Rejected);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("req_nowhere");

        (await tool.Anew().RunAsync(command, " ")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("empty");
        (await tool.Anew().RunAsync(command)).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain($"seedance {command} --help");
    }

    [Theory]
    [InlineData("generate")]
    [InlineData("submit")]
    public async Task The_prompt_can_be_piped_in(string command)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        tool.Piped = "A river\nthrough a forest\n";

        (await tool.RunAsync(command)).ShouldBe(ExitCode.Success, tool.Error);

        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe("A river\nthrough a forest");
    }

    [Fact]
    public async Task Open_plays_the_downloaded_video()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("generate", "A river", "--mock", "--open", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Opened.ShouldBe([tool.Folder.At("river.mp4")]);
    }
}
