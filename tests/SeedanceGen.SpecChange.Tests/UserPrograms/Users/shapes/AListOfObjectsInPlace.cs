/// <summary>Objects of a list that are described in place have a name of their owner.</summary>
internal static class AListOfObjectsInPlace
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1)
            .WithScenes(new VideoGenerationRequestScenesItem { Text = "A source", Start = 0 }).Build());
        await Tool.RunAsync(server, "submit", "A river", "--seed", "1", "--scenes", """[{"text":"A source","start":0}]""");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Scenes is [{ Text: "A source", Start: 0 }]));
        Expect.Contains("start", (await Tool.FailAsync(server, "submit", "A river", "--seed", "1", "--scenes",
            """{"text":"A source","start":16}""")).Errors);
        Expect.Equal(2, server.Jobs.Count);
    }
}
