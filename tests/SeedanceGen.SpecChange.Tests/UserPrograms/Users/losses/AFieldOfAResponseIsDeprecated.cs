/// <summary>A deprecated field of a response is still read, and warns the user who names it.</summary>
internal static class AFieldOfAResponseIsDeprecated
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "A river" });

        var video = await client.GetAsync(job.Id);

        Expect.Equal("A river", video.Prompt); // warns: CS0618
        await Tool.RunAsync(server, "get", job.Id);
    }
}
