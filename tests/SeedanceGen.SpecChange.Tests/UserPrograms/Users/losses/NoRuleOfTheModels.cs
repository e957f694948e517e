/// <summary>Without rules of the models, every model accepts every value.</summary>
internal static class NoRuleOfTheModels
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance15Pro().WithPrompt("A river").WithDuration(7).Build());
        await Tool.RunAsync(server, "submit", "--prompt", "A river", "--model", "seedance-1.5-pro", "--duration", "7");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Duration == 7));
    }
}
