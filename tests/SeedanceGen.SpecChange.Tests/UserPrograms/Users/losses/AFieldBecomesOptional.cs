/// <summary>A field that becomes optional is set like the others.</summary>
internal static class AFieldBecomesOptional
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20().WithPrompt("A river").Build());
        _ = await client.SubmitAsync(VideoRequest.Seedance20().WithMediaUrls("https://media.example/1.png").Build());

        Expect.Equal("A river,", string.Join(',', server.Jobs.Select(job => job.Request.Prompt)));
    }
}
