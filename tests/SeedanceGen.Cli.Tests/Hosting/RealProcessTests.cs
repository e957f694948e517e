using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Hosting;

public sealed class RealProcessTests : IDisposable
{
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
        error.ShouldContain("Job req_0000000001 goes on.");
        server.GetJob("req_0000000001").Status.ShouldBe(GenerationStatus.Queued);
    }

    [Fact]
    public async Task A_second_Ctrl_C_leaves_at_once()
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
