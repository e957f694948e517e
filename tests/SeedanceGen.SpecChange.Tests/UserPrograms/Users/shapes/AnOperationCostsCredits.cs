/// <summary>An operation that costs credits is not repeated when its outcome is unknown.</summary>
internal static class AnOperationCostsCredits
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        server.Given(MockOperation.ListModels).Respond(MockFault.Status(502)).Next();

        await Expect.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.Api.ListModelsAsync());
        Expect.Equal(1, server.Journal.Of(MockOperation.ListModels).Count);

        Expect.That((await client.Api.ListModelsAsync()).Data.Count > 0);
        Expect.Contains("seedance-2.0", (await Tool.RunAsync(server, "models")).Output);
    }
}
