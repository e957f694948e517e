using System.Net;
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
    public async Task The_mock_responds_for_this_machine_and_for_each_host_that_is_allowed()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(tool, "mock", "--allow-host", "mock.test", "--allow-host", "10.0.0.1", "--json");
        using var http = new HttpClient();

        (await StatusAsync("localhost")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("mock.test:80")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("10.0.0.1")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("evil.example")).ShouldBe(HttpStatusCode.MisdirectedRequest);
        tool.Interrupts.Press();
        await run;

        async Task<HttpStatusCode> StatusAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, (string)tool.Json["control"]!) { Headers = { Host = host } };
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("http://mock.test")]
    [InlineData("mock.test:8080")]
    public async Task What_is_no_host_cannot_be_allowed(string host)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("mock", "--allow-host", host)).ShouldBe(ExitCode.Usage);

        tool.Error.ShouldContain($"--allow-host does not accept '{host}'. It accepts a host name or an IP address");
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
    public async Task The_mock_begins_with_the_jobs_of_a_file_and_with_those_of_the_examples()
    {
        using var tool = new ToolRun();
        await File.WriteAllTextAsync(
            tool.Folder.At("jobs.json"), """[{"requestId":"req_old","status":"failed","error":{"code":"too_dark"}}]""");
        var run = await ReadyAsync(tool, "mock", "--jobs", "jobs.json", "--with-examples");
        using var other = ClientOf(tool);

        await other.RunAsync("get", "req_old");
        (other.Output + other.Error).ShouldContain("too_dark");
        (await other.Anew().RunAsync("get", "req_1234567890")).ShouldBe(ExitCode.Success);
        tool.Interrupts.Press();
        (await run).ShouldBe(ExitCode.Success);
    }

    [Theory]
    [InlineData("""[{"requestId":"req_old","status":"asleep"}]""", "jobs.json, line 1: /0/status: expected one of")]
    [InlineData("""[{"requestId":"req_1234567890","status":"queued"}]""",
        "--jobs: There is a job 'req_1234567890' on this mock server already.")]
    [InlineData(null, "--jobs cannot read jobs.json: ")]
    public async Task A_file_of_jobs_that_is_wrong_is_an_error_of_one_line(string? content, string error)
    {
        using var tool = new ToolRun();
        if (content is not null)
            await File.WriteAllTextAsync(tool.Folder.At("jobs.json"), content);

        (await tool.RunAsync("mock", "--jobs", "jobs.json", "--with-examples")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(error);
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

    [Fact]
    public async Task The_mock_plays_a_service_with_limits()
    {
        using var tool = new ToolRun();
        var run = await ReadyAsync(
            tool, "mock", "--rate-limit", "2/86400", "--balance", "50", "--fail-rate", "1", "--similar-services", "--json");
        using var other = new ToolRun().With((string)tool.Json["baseUrl"]!, (string)tool.Json["apiKey"]!);

        (await other.RunAsync("submit", "A river", "--duration", "5")).ShouldBe(ExitCode.Success, other.Error);
        (await other.Anew().RunAsync("submit", "A river", "--duration", "5")).ShouldNotBe(ExitCode.Success);
        other.Error.ShouldContain("40 credits");
        (await other.Anew().RunAsync("get", "req_0000000001")).ShouldNotBe(ExitCode.Success);

        tool.Interrupts.Press();
        await run;
    }

    [Theory]
    [InlineData("10")]
    [InlineData("0/60")]
    [InlineData("10/0")]
    [InlineData("10/60/2")]
    [InlineData("a/60")]
    public async Task What_is_no_rate_limit_is_rejected(string limit)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("mock", "--rate-limit", limit)).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(
            $"--rate-limit does not accept '{limit}'. It accepts a number of requests and one of seconds, such as 10/60.");
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
