/// <summary>The address has a path of its own, and requests go below it.</summary>
internal static class AnotherServer
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        Expect.That((await client.Api.ListAllModelsAsync()).Data.Count > 0);
        await Tool.RunAsync(server, "models");
    }
}
