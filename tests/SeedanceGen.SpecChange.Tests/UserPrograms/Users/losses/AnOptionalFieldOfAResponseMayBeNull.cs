/// <summary>Null and missing are read alike.</summary>
internal static class AnOptionalFieldOfAResponseMayBeNull
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20().WithPrompt("A river").Build());
        server.Given(MockOperation.Get).RespondWith((_, response) => response.Body!["prompt"] = null);

        Expect.That((await client.GetAsync(job.Id)).Prompt is null); // warns: CS0618
    }
}
