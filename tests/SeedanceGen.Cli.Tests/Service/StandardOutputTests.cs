using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Service;

/// <summary>A video on standard output, progress that is left out, and an output that takes nothing.</summary>
public class StandardOutputTests
{
    private const string Id = "req_0000000001";

    [Fact]
    public async Task Generate_writes_the_video_and_nothing_else_to_standard_output()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("generate", "A river", "--mock", "-o", "-")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Bytes.ToArray().Length.ShouldBe(Mp4.Length16x9);
        tool.Output.ShouldBeEmpty();
        tool.ErrorLines.ShouldContain($"{Id} accepted, 40 credits");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_writes_the_video_to_standard_output()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var tool = ToolRun.Against(server);
        await tool.RunAsync("submit", "A river");

        (await tool.Anew().RunAsync("download", Id, "-o", "-")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Bytes.ToArray().Length.ShouldBe(Mp4.Length16x9);
        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_output_that_takes_nothing_ends_with_74_and_says_where_the_video_is()
    {
        using var tool = new ToolRun { OutputIsFull = true };

        (await tool.RunAsync("generate", "A river", "--mock", "-o", "-")).ShouldBe(ExitCode.FileNotWritten, tool.Error);

        tool.ErrorLines[^1].ShouldContain("could not be written to standard output");
        tool.ErrorLines[^1].ShouldContain("It is still at");
    }

    [Theory]
    [InlineData("both write to standard output", "--json")]
    [InlineData("--open plays a file", "--open")]
    public async Task What_would_mix_with_the_video_is_refused(string named, string option)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "A river", "-o", "-", option)).ShouldBe(ExitCode.Usage);

        tool.Error.ShouldContain(named);
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_gets_no_video()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun { HasTerminalOutput = true }.With(server.BaseAddress.AbsoluteUri, server.ApiKey);

        (await tool.RunAsync("generate", "A river", "-o", "-")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("standard output is a terminal");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--quiet")]
    [InlineData("-q")]
    public async Task Quiet_leaves_out_the_progress_and_keeps_the_result(string option)
    {
        using var tool = new ToolRun { Terminal = new TerminalTraits(IsLive: true, CanAsk: true, Colors: true, Width: 80) };

        (await tool.RunAsync("generate", "A river", "--mock", "-o", "river.mp4", option)).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe([$"{Id} accepted, 40 credits", "river.mp4"]);
        tool.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-o", "river.mp4", "--json")]
    [InlineData("-o", "-")]
    public async Task Quiet_keeps_the_id_of_a_job_that_is_paid_for(params string[] options)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(["generate", "A river", "--mock", "--quiet", .. options])).ShouldBe(ExitCode.Success, tool.Error);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"{Id} accepted");
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_into_the_pipe_of_a_video()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("generate", "A river", "--mock", "--dry-run", "-o", "-")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Output.ShouldBeEmpty();
        tool.Error.ShouldContain("A river");
    }

    [Fact]
    public async Task Quiet_keeps_warnings_and_problems()
    {
        using var tool = new ToolRun();

        await File.WriteAllTextAsync(tool.Folder.At("one.json"), """{"model":"seedance-9","prompt":"A river"}""");
        (await tool.RunAsync("validate", "one.json", "--quiet")).ShouldBe(ExitCode.Success, tool.Error);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("warning: ");

        (await tool.Anew().RunAsync("generate", "A river", "--mock", "--duration", "99", "--quiet")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("error: ");
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("models", "--offline")]
    [InlineData("generate", "A river", "--mock", "-o", "-")]
    public async Task A_closed_output_ends_with_74(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            return; // The pipe is closed by a shell.

        using var folder = new TemporaryFolder();
        using var tool = ToolProcess.StartIntoClosedPipe(folder, service: null, arguments);

        var (_, _, error) = await tool.EndAsync();

        error.ShouldContain("exit 74");
        error.ShouldContain("error: ");
    }
}
