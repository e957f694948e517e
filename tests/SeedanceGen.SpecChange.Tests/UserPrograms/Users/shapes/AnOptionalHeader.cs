/// <summary>A header of a request is an argument, and an option of the tool.</summary>
internal static class AnOptionalHeader
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var teams = new List<string?>();
        server.Given(MockOperation.ListModels).RespondWith((request, _) => teams.Add(request.Parameter("X-Team")));

        await client.Api.ListModelsAsync(xTeam: "blue");
        await client.Api.ListModelsAsync();
        await Tool.RunAsync(server, "api", "listModels", "--x-team", "blue");

        Expect.Equal("blue,,blue", string.Join(',', teams));
    }
}
