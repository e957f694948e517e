/// <summary>The client and the mock follow a path.</summary>
internal static class APathHasAnotherVersion
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        Expect.That((await client.ListModelsAsync()).Count > 0);
        await Tool.RunAsync(server, "models");
        Expect.That(server.Journal.Entries.All(entry => entry.Path == "/api/open/v2/models"));
    }
}
