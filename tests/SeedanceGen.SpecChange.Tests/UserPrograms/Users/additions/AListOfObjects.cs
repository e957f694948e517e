/// <summary>A list of objects is a list of records, and the tool takes JSON and files of it.</summary>
internal static class AListOfObjects
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        Scene[] scenes = [new() { Start = 0, Text = "A source" }, new() { Start = 2.5, Text = "A mouth" }];
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """[{"start":0,"text":"A source"},{"start":2.5,"text":"A mouth"}]""");

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithScenes(scenes).Build());
        await Tool.RunAsync(server, "submit", "A river", "--scenes", "@" + file);
        await Tool.RunAsync(server, "submit", "A river", "--scenes", """{"start":0,"text":"A source"}""", "--scenes",
            """{"start":2.5,"text":"A mouth"}""");

        var built = VideoRequest.Seedance20("A river").AddScene(0, "A source").AddScene(2.5, "A mouth").Build();
        Expect.Equal("A mouth", built.Scenes![1].Text);
        _ = VideoRequest.Seedance20("A river").AddScene(16, "A mouth"); // warns: SDG1001

        Expect.Equal(3, server.Jobs.Count(job => job.Request.Scenes is [{ Text: "A source" }, { Start: 2.5 }]));
        Expect.Rejected(() => VideoRequest.Seedance20("A river").WithScenes([.. scenes, .. scenes, scenes[0]]).Build(), "scenes");
    }
}
