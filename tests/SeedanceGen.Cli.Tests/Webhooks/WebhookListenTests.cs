using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Webhooks;

public partial class WebhookListenTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_is_submitted_with_the_printed_URL_is_printed_when_it_has_ended(bool json)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var tool = ToolRun.Against(server);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        tool.ErrorWriter.When("Listening", () => listening.SetResult(new Uri(Url().Match(tool.Error).Value)));
        var run = tool.RunAsync(["webhook", "listen", "--count", "1", "--reference", "order-17", .. json ? (string[])["--json"] : []]);
        var url = await listening.Task.WaitAsync(TimeSpan.FromSeconds(30));

        using var other = ToolRun.Against(server);
        (await other.RunAsync("submit", "A river", "--webhook-url", url.AbsoluteUri)).ShouldBe(ExitCode.Success, other.Error);
        (await other.Anew().RunAsync("get", "req_0000000001")).ShouldBe(ExitCode.Success, other.Error);

        (await run.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(ExitCode.Success, tool.Error);
        if (json)
        {
            var told = JsonNode.Parse(tool.OutputLines.ShouldHaveSingleItem())!.AsObject();
            told.Select(field => field.Key).ShouldBe(["requestId", "reference", "status", "url"]);
            told["reference"]!.GetValue<string>().ShouldBe("order-17");
        }
        else
        {
            tool.OutputLines.ShouldHaveSingleItem().ShouldStartWith($"req_0000000001 succeeded order-17 {server.BaseAddress}");
        }
    }

    [Fact]
    public async Task A_forged_webhook_is_not_printed_and_Ctrl_C_ends_the_listener()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        tool.ErrorWriter.When("Listening", () => listening.SetResult(new Uri(Url().Match(tool.Error).Value)));
        var run = tool.RunAsync("webhook", "listen");
        var url = await listening.Task.WaitAsync(TimeSpan.FromSeconds(30));

        using var http = new HttpClient();
        using var body = new StringContent(
            """{"success":true,"requestId":"req_0000000001","status":"succeeded"}""", Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri(url, "/webhooks/seedance/cli/forged"), body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        tool.Interrupts.Press();
        (await run.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(ExitCode.Success, tool.Error);
        tool.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--public-url", "http://tunnel.example", "HTTPS")]
    [InlineData("--reference", "a b", "--reference")]
    [InlineData("--port", "70000", "65535")]
    public async Task An_invalid_listen_option_is_rejected_in_one_line(string option, string value, string named)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("webhook", "listen", option, value)).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(named);
        tool.Error.ShouldContain(option);
    }

    [GeneratedRegex(@"http://\S+$", RegexOptions.Multiline)]
    private static partial Regex Url();
}
