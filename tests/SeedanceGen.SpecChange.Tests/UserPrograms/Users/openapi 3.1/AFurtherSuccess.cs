/// <summary>A further status of success is no error.</summary>
internal static class AFurtherSuccess
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        server.Given(MockOperation.ListModels).RespondWith((_, response) => response.StatusCode = 206);

        var models = await client.Api.ListModelsWithResponseAsync();

        Expect.Equal(206, (int)models.StatusCode);
        Expect.That(models.Value.Data.Count > 0);
        await Tool.RunAsync(server, "models");
    }
}
