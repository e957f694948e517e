/// <summary>A model has a builder with its own limits, in the editor, at run time, in the mock and in the tool.</summary>
internal static class AModelWithItsLimits
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(VideoRequest.Novel90("A river").WithDuration(30).Build());
        Expect.That(job.CreditsCharged > 0);
        Expect.Rejected(() => new() { Model = SeedanceModel.Novel90, Prompt = "A river", Duration = int.Parse("5") }, "duration");
        _ = VideoRequest.Novel90("A river").WithDuration(5); // warns: SDG1001

        await Tool.RunAsync(server, "submit", "A river", "--model", "novel-9.0", "--duration", "3");
        Expect.Contains("3 or 30", (await Tool.FailAsync(server, "submit", "A river", "--model", "novel-9.0", "--duration", "5")).Errors);
        Expect.Contains("novel-9.0", (await Tool.RunAsync(server, "models")).Output);
    }
}
