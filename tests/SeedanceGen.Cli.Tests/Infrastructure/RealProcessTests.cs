using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Infrastructure;

[Trait("Category", "Slow")]
public sealed class RealProcessTests : IDisposable
{
    private const int HangUp = 1;
    private const int Terminate = 15;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_mock_run_ends_with_a_file_and_one_JSON_object()
    {
        using var tool = ToolProcess.Start(_folder, service: null, "generate", "A river", "--mock", "--json", "-o", "river.mp4");

        var (code, output, error) = await tool.EndAsync();

        code.ShouldBe(0, error);
        var file = JsonNode.Parse(output)!["file"]!.GetValue<string>();
        Path.GetFileName(file).ShouldBe("river.mp4");
        Mp4.ShouldBeWrittenTo(_folder.At("river.mp4"));
    }

    [Fact]
    public async Task Without_a_key_the_exit_code_is_2()
    {
        using var tool = ToolProcess.Start(_folder, service: null, "generate", "A river");

        var (code, output, error) = await tool.EndAsync();

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("SEEDANCE_API_KEY");
    }

    [Fact]
    public async Task Ctrl_C_leaves_the_job_running_and_says_its_id()
    {
        if (OperatingSystem.IsWindows())
            return; // A signal cannot be sent to another process there.

        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolProcess.Start(_folder, server.BaseAddress, "generate", "A river");
        await tool.ReadErrorUntilAsync("queued");

        tool.PressCtrlC();

        var (code, output, error) = await tool.EndAsync();
        code.ShouldBe(130, error);
        output.Trim().ShouldBe("req_0000000001 accepted, 40 credits");
        error.ShouldContain("Job req_0000000001 continues.");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Queued);
    }

    [Theory]
    [InlineData(HangUp)]
    [InlineData(Terminate)]
    public async Task SIGTERM_and_SIGHUP_wait_for_the_response_to_the_submission_as_Ctrl_C_does(int signal)
    {
        if (OperatingSystem.IsWindows())
            return; // A signal cannot be sent to another process there.

        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var response = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions
        {
            Price = _ =>
            {
                arrived.SetResult();
                response.Task.Wait();
                return 40;
            },
        });
        using var tool = ToolProcess.Start(_folder, server.BaseAddress, "submit", "A river");
        await arrived.Task;

        tool.Send(signal);
        await tool.ReadErrorUntilAsync("waiting a moment");
        if (signal == HangUp)
            tool.Send(signal); // The shell and the system both send it.
        response.SetResult();

        var (code, output, error) = await tool.EndAsync();
        code.ShouldBe(0, error);
        output.Trim().ShouldBe("req_0000000001");
    }

    [Fact]
    public async Task A_mock_that_SIGTERM_ends_succeeds()
    {
        if (OperatingSystem.IsWindows())
            return; // A signal cannot be sent to another process there.

        using var tool = ToolProcess.Start(_folder, service: null, "mock");
        await tool.ReadErrorUntilAsync("ready");

        tool.Send(Terminate);

        (await tool.EndAsync()).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    public async Task Help_on_a_full_disk_is_a_line_and_no_crash(string option)
    {
        if (!File.Exists("/dev/full"))
            return; // Only Linux has a disk that is always full.

        using var tool = ToolProcess.StartOnFullDisk(_folder, option);

        var (code, _, error) = await tool.EndAsync();

        code.ShouldBe(74);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("error: ");
    }

    [Fact]
    public async Task A_piped_prompt_that_is_not_text_is_rejected()
    {
        using var tool = ToolProcess.Start(_folder, service: null, "generate", "--mock");

        await tool.PipeAsync([0x63, 0x61, 0x66, 0xE9]);

        var (code, _, error) = await tool.EndAsync();
        code.ShouldBe(2);
        error.ShouldStartWith("error: Standard input is not in utf-8");
    }

    [Fact]
    public async Task A_second_Ctrl_C_ends_the_tool_at_once()
    {
        if (OperatingSystem.IsWindows())
            return; // A signal cannot be sent to another process there.

        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = ScriptedService.Silent(arrived.SetResult);
        using var tool = ToolProcess.Start(_folder, service.Address, "generate", "A river");
        await arrived.Task;
        tool.PressCtrlC();
        await tool.ReadErrorUntilAsync("waiting a moment");

        tool.PressCtrlC();

        var (code, _, error) = await tool.EndAsync();
        code.ShouldBe(130);
        error.ShouldBeEmpty();
    }
}
