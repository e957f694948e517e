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
}
