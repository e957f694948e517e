/// <summary>Only the user's own call warns, and the tool's help says it too.</summary>
internal static class AnOperationIsDeprecated
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var models = await client.Api.ListModelsAsync(); // warns: CS0618
        Expect.That(models.Data.Count > 0);

        Expect.Contains("deprecated", (await Tool.RunAsync(null, "api", "listModels", "--help")).Output);
        await Tool.RunAsync(server, "models");
    }
}
