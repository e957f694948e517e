/// <summary>A list that pages is read item by item.</summary>
internal static class AListThatPages
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var ids = new List<string>();
        await foreach (EventPageDataItem item in client.Api.ListEventsItemsAsync(limit: 2))
            ids.Add(item.Id);

        Expect.Equal(5, ids.Count);
        Expect.Equal(3, server.Journal.ForOperation("listEvents").Count);
        var tool = await Tool.RunAsync(server, "api", "listEvents", "--limit", "2");
        Expect.Equal(ids[0], tool.Json.GetProperty("data")[0].GetProperty("id").GetString());
    }
}
