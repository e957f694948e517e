using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Service;

/// <summary>A file of the user is replaced only when the user says so.</summary>
public class VideoFileTests
{
    private const string Id = "req_0000000001";

    [Fact]
    public async Task An_existing_file_is_refused_before_anything_is_submitted()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), "mine");

        (await tool.RunAsync("generate", "A river", "-o", "requests.jsonl")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("requests.jsonl exists");
        tool.Error.ShouldContain("--force");
        File.ReadAllText(tool.Folder.At("requests.jsonl")).ShouldBe("mine");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Force_replaces_the_file()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var tool = ToolRun.Against(server);
        await File.WriteAllTextAsync(tool.Folder.At("river.mp4"), "old");

        (await tool.RunAsync("generate", "A river", "-o", "river.mp4", "--force")).ShouldBe(ExitCode.Success, tool.Error);

        File.ReadAllBytes(tool.Folder.At("river.mp4")).Length.ShouldBeGreaterThan(1000);

        (await tool.Anew().RunAsync("download", Id, "-o", "river.mp4")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines[^1].ShouldContain("river.mp4 exists");
        (await tool.Anew().RunAsync("download", Id, "-o", "river.mp4", "--force")).ShouldBe(ExitCode.Success, tool.Error);
    }

    [Fact]
    public async Task Videos_of_the_mock_get_the_next_free_number()
    {
        using var tool = new ToolRun();
        foreach (var name in (string[])["river.mp4", "river-2.mp4", "river-3.mp4"])
        {
            (await tool.Anew().RunAsync("generate", "A river", "--mock", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);
            tool.OutputLines[^1].ShouldBe(name);
            File.Exists(tool.Folder.At(name)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_symbolic_link_stays_and_what_it_leads_to_is_written()
    {
        if (OperatingSystem.IsWindows())
            return;

        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var tool = ToolRun.Against(server);
        Directory.CreateDirectory(tool.Folder.At("films"));
        File.CreateSymbolicLink(tool.Folder.At("river.mp4"), "films/real.mp4");

        (await tool.RunAsync("generate", "A river", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);

        new FileInfo(tool.Folder.At("river.mp4")).LinkTarget.ShouldBe("films/real.mp4");
        File.ReadAllBytes(tool.Folder.At("films/real.mp4")).Length.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("river.mp4")]
    [InlineData("missing/real.mp4")]
    [InlineData("/dev/null")]
    public async Task A_symbolic_link_that_leads_to_no_file_is_refused_before_anything_is_submitted(string leadsTo)
    {
        if (OperatingSystem.IsWindows())
            return;

        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        File.CreateSymbolicLink(tool.Folder.At("river.mp4"), leadsTo);

        (await tool.RunAsync("generate", "A river", "-o", "river.mp4", "--force")).ShouldBe(ExitCode.Usage, tool.Error);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("river.mp4");
        new FileInfo(tool.Folder.At("river.mp4")).LinkTarget.ShouldBe(leadsTo);
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("generate", "A river")]
    [InlineData("download", Id)]
    [InlineData("api", "listModels")]
    public async Task A_name_that_is_too_long_says_so_before_anything_is_sent(string command, string argument)
    {
        if (OperatingSystem.IsWindows())
            return;

        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        foreach (var name in new[] { new string('a', 252) + ".mp4", new string('ä', 130) + ".mp4", new string('a', 300) + "/a.mp4" })
        {
            (await tool.Anew().RunAsync(command, argument, "-o", name)).ShouldBe(ExitCode.Usage, tool.Error);
            tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("too long");
        }

        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_as_long_as_the_file_system_takes_is_written()
    {
        using var tool = new ToolRun();
        var name = new string('a', 251) + ".mp4";

        (await tool.RunAsync("generate", "A river", "--mock", "-o", name)).ShouldBe(ExitCode.Success, tool.Error);

        Mp4.ShouldBeWrittenTo(tool.Folder.At(name));
    }

    [Fact]
    public async Task An_id_that_is_longer_than_a_name_can_be_does_not_lose_the_video()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        var id = "req_" + new string('7', 110);
        var link = await LinkOfAsync(server);
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(200, $$"""{"success":true,"requestId":"{{id}}","status":"queued","creditsCharged":40}"""),
            ScriptedService.Response(
                200, $$$"""{"success":true,"requestId":"{{{id}}}","status":"succeeded","output":{"url":"{{{link}}}"}}"""));
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Success, tool.Error);

        Mp4.ShouldBeWrittenTo(tool.Folder.At(tool.Folder.Files.ShouldHaveSingleItem()));
    }

    [Fact]
    public async Task What_is_no_video_is_not_saved_as_one_unless_the_user_says_so()
    {
        await using var page = ScriptedService.Responding(ScriptedService.Response(200, "<html>maintenance</html>"));
        var succeeded = ScriptedService.Response(
            200, $$$"""{"success":true,"requestId":"req_7","status":"succeeded","output":{"url":"{{{page.Address}}}river.mp4"}}""");
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}"""), succeeded);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("generate", "A river", "-o", "river.mp4")).ShouldBe(ExitCode.Network, tool.Error);

        tool.ErrorLines[^1].ShouldContain("an HTML page");
        tool.ErrorLines[^1].ShouldContain("seedance download req_7 -o river.mp4 --any-content");
        tool.Folder.Files.ShouldBeEmpty();

        (await tool.Anew().RunAsync("download", "req_7", "-o", "river.mp4", "--any-content")).ShouldBe(ExitCode.Success, tool.Error);
        File.ReadAllText(tool.Folder.At("river.mp4")).ShouldBe("<html>maintenance</html>");
    }

    private static async Task<Uri> LinkOfAsync(SeedanceMockServer server)
    {
        using var client = new SeedanceClient(new SeedanceClientOptions { ApiKey = server.ApiKey, BaseAddress = server.BaseAddress });
        var job = await client.SubmitAsync(new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "A river" });
        return (await job.RefreshAsync()).Output!.Url!;
    }
}
