/// <summary>An operation that needs no key still works, with the key and without.</summary>
internal static class AnOperationWithoutAKey
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        Expect.That((await client.ListModelsAsync()).Count > 0);

        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        var path = server.Journal.Entries[0].Path;
        using var response = await http.GetAsync(path);
        Expect.Equal(200, (int)response.StatusCode);
    }
}
