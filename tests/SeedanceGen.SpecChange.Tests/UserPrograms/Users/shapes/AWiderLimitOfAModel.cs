/// <summary>A wider limit of a model is accepted everywhere.</summary>
internal static class AWiderLimitOfAModel
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).WithDuration(18).Build());
        await Tool.RunAsync(server, "submit", "A river", "--seed", "1", "--duration", "18");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Duration == 18));
        _ = VideoRequest.Seedance20("A river", seed: 1).WithDuration(19); // warns: SDG1001
    }
}
