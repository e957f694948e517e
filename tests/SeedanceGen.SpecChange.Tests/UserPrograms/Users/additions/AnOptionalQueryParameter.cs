#pragma warning disable CS0618 // The operation is deprecated by another edit.

/// <summary>An optional parameter of an operation of before is an argument, and calls of before compile as they are.</summary>
internal static class AnOptionalQueryParameter
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var seen = new List<string?>();
        server.Given(MockOperation.ListModels).RespondWith((request, _) => seen.Add(request.Parameter("beta")));

        await client.Api.ListModelsAsync();
        await client.Api.ListModelsAsync(beta: true);
        await Tool.RunAsync(server, "api", "listModels", "--beta");

        Expect.Equal(",true,true", string.Join(',', seen));
    }
}
