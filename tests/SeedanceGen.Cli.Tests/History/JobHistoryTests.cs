using SeedanceGen.Cli.History;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.History;

public sealed class JobHistoryTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SeedanceMockServer _server = null!;

    private string State => _folder.At("state");

    private string File => Path.Combine(State, "seedance", JobHistory.FileName);

    public async Task InitializeAsync() =>
        _server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.AfterPolls(1) });

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_submission_is_listed_with_its_price_and_the_beginning_of_its_prompt()
    {
        using var tool = Tool();
        await tool.RunAsync("submit", "First river");
        await tool.RunAsync("submit", $"A {new string('l', 70)}ong prompt\nin two lines");

        (await tool.Anew().RunAsync("jobs", "--json")).ShouldBe(ExitCode.Success, tool.Error);

        var jobs = tool.Json["jobs"]!.AsArray();
        jobs.Select(job => job!["requestId"]!.GetValue<string>()).ShouldBe(["req_0000000002", "req_0000000001"]);
        jobs.ShouldAllBe(job => job!["state"]!.GetValue<string>() == "queued" && job["creditsCharged"]!.GetValue<int>() == 40);
        var prompt = jobs[0]!["prompt"]!.GetValue<string>();
        prompt.Length.ShouldBe(JobHistory.LongestPrompt);
        prompt.ShouldEndWith("l…");
        (await System.IO.File.ReadAllTextAsync(File)).ShouldNotContain("ong prompt");
        tool.Json["history"]!.GetValue<string>().ShouldBe(File);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("wait")]
    [InlineData("cancel")]
    [InlineData("download", "-o", "river.mp4")]
    public async Task A_later_command_brings_the_newer_status(string command, params string[] options)
    {
        using var tool = Tool();
        await tool.RunAsync("submit", "A river");
        // The job has succeeded when it is read a second time.
        if (command == "download")
            await tool.RunAsync("wait", "req_0000000001");

        await tool.RunAsync([command, "req_0000000001", .. options]);

        await tool.Anew().RunAsync("jobs");
        var status = _server.GetJob("req_0000000001").Status.Value;
        tool.OutputLines[^1].ShouldContain($"req_0000000001  {status} ");
    }

    [Fact]
    public async Task Generate_and_the_lines_of_a_batch_are_listed_with_how_they_ended()
    {
        using var tool = Tool();
        await tool.RunAsync("generate", "A river", "-o", "river.mp4");
        await System.IO.File.WriteAllTextAsync(_folder.At("requests.jsonl"), """{"model":"seedance-2.0","prompt":"A line"}""");
        await tool.RunAsync("batch", "requests.jsonl", "-o", "videos");

        await tool.Anew().RunAsync("jobs");

        tool.OutputLines.Length.ShouldBe(3);
        tool.OutputLines[1].ShouldEndWith("A line");
        tool.OutputLines[2].ShouldContain("succeeded");
    }

    [Theory]
    [InlineData]
    [InlineData("-o", "accepted.json")]
    public async Task A_submission_by_the_name_of_its_operation_is_listed(params string[] options)
    {
        using var tool = Tool();
        await tool.RunAsync(
            ["api", "submitVideoGeneration", "--body", """{"model":"seedance-2.0","prompt":"A river by name"}""", .. options]);

        await tool.Anew().RunAsync("jobs");

        tool.OutputLines[1].ShouldStartWith("req_0000000001  queued ");
        tool.OutputLines[1].ShouldEndWith("A river by name");
    }

    [Theory]
    [InlineData("off")]
    [InlineData("0")]
    [InlineData("False")]
    public async Task The_environment_turns_it_off(string value)
    {
        using var tool = Tool().WithVariable(ToolSettings.HistoryVariable, value);

        (await tool.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, tool.Error);

        System.IO.File.Exists(File).ShouldBeFalse();
        (await tool.Anew().RunAsync("jobs")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(ToolSettings.HistoryVariable);
    }

    [Fact]
    public async Task The_configuration_file_turns_it_off()
    {
        var configuration = _folder.At("config/seedance");
        Directory.CreateDirectory(configuration);
        await System.IO.File.WriteAllTextAsync(Path.Combine(configuration, "config.json"), """{"history":"off"}""");
        using var tool = Tool().WithVariable("XDG_CONFIG_HOME", _folder.At("config"));

        (await tool.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, tool.Error);

        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_its_owner_can_read_the_history()
    {
        if (OperatingSystem.IsWindows())
            return; // The folder belongs to the user alone there.

        using var tool = Tool();
        await tool.RunAsync("submit", "A river");

        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_mock_of_the_tool_and_a_dry_run_are_not_listed()
    {
        using var tool = Tool();
        await tool.RunAsync("generate", "A river", "--mock", "-o", "river.mp4");
        await tool.RunAsync("submit", "A river", "--dry-run");

        (await tool.Anew().RunAsync("jobs")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Output.ShouldBeEmpty();
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("has submitted no job");
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_fails_no_submission()
    {
        // A file where the folder should be.
        await System.IO.File.WriteAllTextAsync(State, "");
        using var tool = Tool();

        (await tool.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe(["req_0000000001"]);
        tool.Error.ShouldNotContain("state");
    }

    [Fact]
    public async Task A_damaged_line_is_left_out()
    {
        using var tool = Tool();
        await tool.RunAsync("submit", "A river");
        await System.IO.File.AppendAllTextAsync(File, "not JSON\n{\"id\":1}\nnull\n");
        await tool.RunAsync("submit", "A lake");

        await tool.Anew().RunAsync("jobs");

        tool.OutputLines.Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_history_is_bounded_and_keeps_the_newest()
    {
        using var tool = Tool();
        var history = new JobHistory(tool.CreateHost(), File);
        for (var job = 1; job <= 4000; job++)
            await history.AddAsync("https://service.example/", $"req_{job}", "queued", 40, () => new string('p', 100));

        var jobs = await history.ReadAsync();

        jobs[0].Id.ShouldBe("req_4000");
        jobs.Count.ShouldBeLessThan(4000);
        jobs.Count.ShouldBeGreaterThanOrEqualTo(JobHistory.MaxJobs);
        new FileInfo(File).Length.ShouldBeLessThan(600 * 1024);
    }

    [Fact]
    public async Task Processes_that_submit_at_a_time_lose_no_line()
    {
        using var tool = Tool();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var history = new JobHistory(tool.CreateHost(), File);
            for (var job = 0; job < 10; job++)
                await history.AddAsync("https://service.example/", $"req_{writer}_{job}", "queued", 40, () => "A river");
        }));

        (await new JobHistory(tool.CreateHost(), File).ReadAsync()).Count.ShouldBe(80);
    }

    private ToolRun Tool() => ToolRun.Against(_server).In(_folder).WithVariable("XDG_STATE_HOME", State);
}
