/// <summary>The method has the new name, the mock and the tool have the id as it is.</summary>
internal static class AnOperationHasAnotherId
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        Expect.That((await client.Api.ListAllModelsAsync()).Data.Count > 0);
        Expect.That((await client.ListModelsAsync()).Count > 0);
        await Tool.RunAsync(server, "api", "list.all-models");
        Expect.Equal(3, server.Journal.ForOperation("list.all-models").Count);
    }
}
