/// <summary>Objects of a list that are described in place have a name of their owner.</summary>
internal static class AListOfObjectsInPlace
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1)
            .WithScenes(new VideoGenerationRequestScenesItem { Text = "A source", Start = 0 }).Build());
        await Tool.RunAsync(server, "submit", "A river", "--seed", "1", "--scenes", """[{"text":"A source","start":0}]""");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Scenes is [{ Text: "A source", Start: 0 }]));
        var late = new VideoGenerationRequestScenesItem { Text = "A mouth", Start = double.Parse("16") };
        Expect.Rejected(() => VideoRequest.Seedance20("A river", seed: 1).WithScenes(late).Build(), "scenes[0].start");
        Expect.Contains("start", (await Tool.FailAsync(server, "submit", "A river", "--seed", "1", "--scenes",
            """{"text":"A source","start":16}""")).Errors);
        Expect.Equal(2, server.Jobs.Count);
    }
}
