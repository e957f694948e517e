/// <summary>A wider limit is accepted everywhere.</summary>
internal static class MoreMedia
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var urls = Enumerable.Range(1, 9).Select(number => $"https://media.example/{number}.png").ToArray();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithMediaUrls(urls).Build());
        await Tool.RunAsync(server, ["submit", "A river", .. urls.SelectMany(url => new[] { "--media-urls", url })]);

        Expect.Equal(2, server.Jobs.Count(job => job.Request.MediaUrls!.Count == 9));
        Expect.Rejected(() => VideoRequest.Seedance20("A river").WithMediaUrls([.. urls, urls[0]]).Build(), "mediaUrls");
    }
}
