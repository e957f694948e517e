using System.Net;
using System.Text;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>What happens while a command runs that does not end by itself; most of them end with Ctrl+C.</summary>
internal static class Meanwhile
{
    /// <summary>A well-formed key that no service accepts.</summary>
    public const string Key = "sd2_live_transcript";

    /// <summary>The person types the key, which the terminal does not show.</summary>
    public static async Task TheKeyIsTypedAsync(RunningTool tool, Stage stage)
    {
        if (!tool.HasTerminal)
            return;

        await tool.SaysAsync(@"\(not shown\): ");
        await tool.TypeAsync(Key + "\r");
    }

    /// <summary>Another process submits a job to the mock.</summary>
    public static async Task ASubmissionComesAsync(RunningTool tool, Stage stage)
    {
        var mock = await tool.SaysAsync(@"Control API: (http://127\.0\.0\.1:\d+/)");
        using (var other = new ToolRun().With(mock, SeedanceMockOptions.DefaultApiKey))
            (await other.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, other.Error);
        await tool.PressCtrlCAsync();
    }

    /// <summary>A webhook comes to the printed address, and another one to a forged address.</summary>
    public static async Task WebhooksComeAsync(RunningTool tool, Stage stage)
    {
        using (var other = ToolRun.Against(stage.Service))
            (await other.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, other.Error);
        var address = new Uri(await tool.SaysAsync(@"--webhook-url (\S+)\s"));
        using var http = new HttpClient();
        (await PostAsync(http, new Uri(address, "forged"))).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(http, address)).ShouldBe(HttpStatusCode.Accepted);
        await tool.SaysAsync(@"(req_0000000001).*\n");
        await tool.PressCtrlCAsync();
    }

    /// <summary>Ctrl+C comes while the job is queued, and the person does not cancel the job.</summary>
    public static async Task TheJobIsLeftAsync(RunningTool tool, Stage stage)
    {
        await stage.IsStuck.WaitAsync(RunningTool.Timeout);
        await tool.PressCtrlCAsync();
        if (!tool.HasTerminal)
            return;

        await tool.SaysAsync(@"\[y/N\]");
        await tool.TypeAsync("n\r");
    }

    /// <summary>Ctrl+C comes while a line of the batch waits for its job.</summary>
    public static async Task TheBatchIsLeftAsync(RunningTool tool, Stage stage)
    {
        await stage.IsStuck.WaitAsync(RunningTool.Timeout);
        await tool.PressCtrlCAsync();
    }

    /// <summary>Ctrl+C comes when the worker has saved a video.</summary>
    public static async Task TheWorkerIsDoneAsync(RunningTool tool, Stage stage)
    {
        await tool.SaysAsync("(saved as).*\n");
        await tool.PressCtrlCAsync();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Uri address)
    {
        using var body = new StringContent("""{"requestId":"req_0000000001","status":"succeeded"}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(address, body);
        return response.StatusCode;
    }
}
