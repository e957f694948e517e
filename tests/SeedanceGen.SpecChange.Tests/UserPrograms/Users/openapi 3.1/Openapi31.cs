/// <summary>The version of the format changes nothing.</summary>
internal static class Openapi31
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = server.CreateClient();

        var video = await client.GenerateAsync(VideoRequest.Seedance15Pro("A river").WithDuration(10).Build());
        Expect.Equal(GenerationStatus.Succeeded, video.Status);
        Expect.Contains("credits", (await Tool.RunAsync(server, "submit", "A river", "--duration", "5")).Errors);
    }
}
