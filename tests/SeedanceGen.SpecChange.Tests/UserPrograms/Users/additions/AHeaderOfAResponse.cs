/// <summary>A documented header is a property of the response.</summary>
internal static class AHeaderOfAResponse
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        server.Given(MockOperation.Get).RespondWith((_, response) => response.Headers["X-Remaining"] = "41");

        var response = await client.Api.GetVideoGenerationWithResponseAsync(job.Id);

        Expect.Equal(41, response.Remaining);
        Expect.Equal(job.Id, response.Value.RequestId);
    }
}
