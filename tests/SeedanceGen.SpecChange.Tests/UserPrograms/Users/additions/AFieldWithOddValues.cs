/// <summary>Values that are no identifiers have names by the documented rule.</summary>
internal static class AFieldWithOddValues
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        VideoGenerationRequestQuality[] values =
        [
            VideoGenerationRequestQuality.Value4k, VideoGenerationRequestQuality.Value1x, VideoGenerationRequestQuality.CPlusPlus,
            VideoGenerationRequestQuality.Empty, VideoGenerationRequestQuality.BestOfAll,
        ];

        foreach (var value in values)
            _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithQuality(value).Build());

        Expect.Equal("4k|1x|c++||best of all", string.Join('|', server.Jobs.Select(job => job.Request.Quality!.Value.Value)));
        await Tool.RunAsync(server, "submit", "A river", "--quality", "c++");
        Expect.Equal("c++", server.Jobs[^1].Request.Quality!.Value.Value);
    }
}
