using System.Net;
using System.Text;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>What happens while a tool runs that would never end by itself; Ctrl+C is the last of it.</summary>
internal static class Meanwhile
{
    /// <summary>It has the form of a key and opens nothing.</summary>
    public const string Key = "sd2_live_transcript";

    /// <summary>The key is typed where a terminal asks for it, and is not shown there.</summary>
    public static async Task TheKeyIsTypedAsync(RunningTool tool, Stage stage)
    {
        if (!tool.HasTerminal)
            return;

        await tool.SaysAsync(@"\(not shown\): ");
        await tool.TypeAsync(Key + "\r");
    }

    /// <summary>Another program submits a job to the mock that the tool plays.</summary>
    public static async Task ASubmissionComesAsync(RunningTool tool, Stage stage)
    {
        var mock = await tool.SaysAsync(@"Control API: (http://127\.0\.0\.1:\d+/)");
        using (var other = new ToolRun().With(mock, SeedanceMockOptions.DefaultApiKey))
            (await other.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, other.Error);
        await tool.PressCtrlCAsync();
    }

    /// <summary>The service tells of a job, once at the printed address and once at one that somebody has made up.</summary>
    public static async Task WebhooksComeAsync(RunningTool tool, Stage stage)
    {
        using (var other = ToolRun.Against(stage.Service))
            (await other.RunAsync("submit", "A river")).ShouldBe(ExitCode.Success, other.Error);
        var address = new Uri(await tool.SaysAsync(@"--webhook (\S+)\s"));
        using var http = new HttpClient();
        (await PostAsync(http, new Uri(address, "forged"))).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(http, address)).ShouldBe(HttpStatusCode.Accepted);
        await tool.SaysAsync(@"(req_0000000001).*\n");
        await tool.PressCtrlCAsync();
    }

    /// <summary>Ctrl+C comes while the job is queued, and the question whether to cancel it is answered with no.</summary>
    public static async Task TheJobIsLeftAsync(RunningTool tool, Stage stage)
    {
        await stage.IsStuck.WaitAsync(RunningTool.Patience);
        await tool.PressCtrlCAsync();
        if (!tool.HasTerminal)
            return;

        await tool.SaysAsync(@"\[y/N\]");
        await tool.TypeAsync("n\r");
    }

    /// <summary>Ctrl+C comes while a line of the batch is at work.</summary>
    public static async Task TheBatchIsLeftAsync(RunningTool tool, Stage stage)
    {
        await stage.IsStuck.WaitAsync(RunningTool.Patience);
        await tool.PressCtrlCAsync();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Uri address)
    {
        using var body = new StringContent("""{"requestId":"req_0000000001","status":"succeeded"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(address, body);
        return answer.StatusCode;
    }
}
