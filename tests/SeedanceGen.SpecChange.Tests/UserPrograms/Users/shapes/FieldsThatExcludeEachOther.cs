/// <summary>Two fields that exclude each other are refused, and the words name both.</summary>
internal static class FieldsThatExcludeEachOther
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).WithAspectRatio(AspectRatio.Ratio16x9).Build());
        var tool = await Tool.FailAsync(
            server, "submit", "A river", "--seed", "1", "--aspect-ratio", "16:9", "--media-urls", "https://media.example/1.png");
        Expect.Equal(1, server.Jobs.Count);
        Expect.Contains("mediaUrls", tool.Errors);
        Expect.Rejected(
            () => VideoRequest.Seedance20("A river", seed: 1).WithAspectRatio(AspectRatio.Ratio16x9)
                .WithMediaUrls("https://media.example/1.png").Build(), // warns: SDG1001
            "aspectRatio", "mediaUrls");
    }
}
