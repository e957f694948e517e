/// <summary>A union is a hierarchy of records, and the course of a job goes on to find its link.</summary>
internal static class AUnionInsteadOfAnObject
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = server.CreateClient();

        var video = await client.GenerateAsync(VideoRequest.Seedance20("A river", seed: 1).Build());
        var link = video.Output switch
        {
            Film film => film.Url,
            Still still => still.Url,
            UnknownVideoOutput => null,
            _ => null,
        };
        Expect.That(link is not null);
        await Tool.RunAsync(server, "get", video.RequestId);

        var newer = JsonSerializer.Deserialize("""{"type":"hologram","depth":3}""", SeedanceJsonContext.Default.VideoOutput);
        Expect.Equal("hologram", ((UnknownVideoOutput)newer!).Type);
        Expect.Equal(3, newer.AdditionalProperties["depth"].GetInt32());
    }
}
