/// <summary>A condition between fields is checked.</summary>
internal static class IfAndThen
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithResolution(Resolution.P1080).WithDuration(5).Build());
        await Tool.RunAsync(server, "submit", "A river", "--resolution", "720p");
        await Tool.FailAsync(server, "submit", "A river", "--resolution", "1080p");
        Expect.Rejected(
            () => VideoRequest.Seedance20("A river").WithResolution(Resolution.P1080).Build(), // warns: SDG1001
            "duration",
            "resolution");
        Expect.Equal(2, server.Jobs.Count);
    }
}
