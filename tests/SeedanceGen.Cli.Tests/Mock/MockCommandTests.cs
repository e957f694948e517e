using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Mock;

public class MockCommandTests
{
    [Fact]
    public async Task The_mock_serves_other_processes_until_Ctrl_C()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(tool, "mock", "--json");

        using var other = new ToolRun().With((string)tool.Json["baseUrl"]!, (string)tool.Json["apiKey"]!);
        (await other.RunAsync("generate", "A river", "-o", "river.mp4")).ShouldBe(ExitCode.Success, other.Error);

        tool.Interrupts.Press();
        (await run).ShouldBe(ExitCode.Success, tool.Error);
        tool.ErrorLines[^1].ShouldBe("1 job, 40 credits (of the mock)");
    }

    [Fact]
    public async Task Manual_jobs_wait_for_the_control_API()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(tool, "mock", "--manual", "--json");
        using var other = new ToolRun().With((string)tool.Json["baseUrl"]!, (string)tool.Json["apiKey"]!);
        await other.RunAsync("submit", "A river");
        (await other.Anew().RunAsync("wait", "req_0000000001", "--timeout", "20")).ShouldBe(ExitCode.TimedOut);

        using var http = new HttpClient();
        (await http.PostAsJsonAsync($"{tool.Json["control"]}/jobs/req_0000000001/complete", new JsonObject())).EnsureSuccessStatusCode();

        (await other.Anew().RunAsync("wait", "req_0000000001")).ShouldBe(ExitCode.Success, other.Error);
        tool.Interrupts.Press();
        await run;
    }

    [Fact]
    public async Task Chaos_makes_requests_fail()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(tool, "mock", "--chaos", "1", "--chaos-rate", "1");
        using var other = ClientOf(tool);

        (await other.RunAsync("submit", "A river")).ShouldNotBe(ExitCode.Success);

        tool.Interrupts.Press();
        await run;
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task Latency_delays_each_response_with_and_without_a_chaos_fault(string rate, bool isAccepted)
    {
        using var tool = new ToolRun();
        var clock = tool.TimeProvider;
        var run = await ReadyAsync(tool, "mock", "--latency", "7", "--chaos", "1", "--chaos-rate", rate);
        using var other = ClientOf(tool);
        var before = clock.GetTimestamp();

        (await other.RunAsync("submit", "A river") == ExitCode.Success).ShouldBe(isAccepted, other.Error);

        TimeSpan.FromTicks(clock.GetTimestamp() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
        tool.Interrupts.Press();
        (await run).ShouldBe(ExitCode.Success);
    }

    [Theory]
    [InlineData("--manual", "--job-time", "5")]
    [InlineData("--chaos-rate", "0.5")]
    [InlineData("--chaos-rate", "2")]
    [InlineData("--port", "-1")]
    public async Task Invalid_and_conflicting_mock_options_are_rejected_in_one_line(params string[] options)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(["mock", .. options])).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(options[0]);
    }

    [Fact]
    public async Task A_taken_port_is_named_in_the_error()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(tool, "mock", "--json");
        var port = new Uri((string)tool.Json["baseUrl"]!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var second = new ToolRun();

        (await second.RunAsync("mock", "--port", port)).ShouldBe(ExitCode.Usage);

        second.ErrorLines.ShouldHaveSingleItem().ShouldContain($"port {port}:");
        tool.Interrupts.Press();
        await run;
    }

    private static ToolRun ClientOf(ToolRun mock) => new ToolRun().With(
        mock.OutputLines[0]["SEEDANCE_BASE_URL=".Length..], mock.OutputLines[1]["SEEDANCE_API_KEY=".Length..]);

    private static async Task<Task<ExitCode>> ReadyAsync(ToolRun tool, params string[] arguments)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tool.ErrorWriter.When("ready", ready.SetResult);
        var run = tool.RunAsync(arguments);
        (await Task.WhenAny(ready.Task, run)).ShouldBe(ready.Task, tool.Error);
        return run;
    }
}
