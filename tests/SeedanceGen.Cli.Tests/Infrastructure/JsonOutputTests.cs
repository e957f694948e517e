using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public class JsonOutputTests
{
    [Fact]
    public async Task Standard_output_is_one_object_with_the_documented_fields()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "A river", "--json", "-o", "river.mp4")).ShouldBe(ExitCode.Success, tool.Error);

        tool.Json.Select(field => field.Key).ShouldBe(["requestId", "status", "creditsCharged", "file", "bytes", "url"]);
        tool.Json["requestId"]!.GetValue<string>().ShouldBe("req_0000000001");
        tool.Json["status"]!.GetValue<string>().ShouldBe("succeeded");
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        tool.Json["file"]!.GetValue<string>().ShouldBe(tool.Folder.At("river.mp4"));
        tool.Json["bytes"]!.GetValue<long>().ShouldBe(new FileInfo(tool.Folder.At("river.mp4")).Length);
        tool.Json["url"]!.GetValue<string>().ShouldStartWith(server.BaseAddress.AbsoluteUri);
        tool.OutputLines.Length.ShouldBe(1);
    }

    [Fact]
    public async Task With_json_the_receipt_goes_to_standard_error()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("generate", "A river", "--mock", "--json");

        tool.ErrorLines.ShouldContain("req_0000000001 accepted, 40 credits");
    }

    [Fact]
    public async Task A_failed_job_keeps_its_id_and_its_price_and_says_why()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately.EndingInFailure("too_blurry", "Nothing could be seen") });
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "A river", "--json")).ShouldBe(ExitCode.JobFailed);

        tool.Json["requestId"]!.GetValue<string>().ShouldBe("req_0000000001");
        tool.Json["status"]!.GetValue<string>().ShouldBe("failed");
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        tool.Json["error"]!["kind"]!.GetValue<string>().ShouldBe("jobFailed");
        tool.Json["error"]!["message"]!.GetValue<string>().ShouldContain("Nothing could be seen");
        tool.Json.ContainsKey("file").ShouldBeFalse();
    }

    [Theory]
    [InlineData("--json", "--resolution", "8k")]
    [InlineData("--duration", "five", "--json")]
    [InlineData("--json", "--no-such-option", "1")]
    public async Task A_wrong_command_line_is_an_object_too(params string[] options)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(["generate", "A river", "--mock", .. options])).ShouldBe(ExitCode.Usage);

        tool.Json["error"]!["kind"]!.GetValue<string>().ShouldBe("usage");
        tool.Json.ContainsKey("requestId").ShouldBeFalse();
    }
}
