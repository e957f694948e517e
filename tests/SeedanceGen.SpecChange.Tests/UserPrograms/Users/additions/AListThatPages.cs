/// <summary>A list that pages is read item by item.</summary>
internal static class AListThatPages
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        server.Given(MockOperation.Named("listEvents")).RespondWith((request, response) =>
        {
            var after = request.Parameter("after");
            response.Body = JsonSerializer.SerializeToNode(after is null
                ? new { data = new[] { new { id = "a" }, new { id = "b" } }, next = (string?)"b" }
                : new { data = new[] { new { id = "c" } }, next = (string?)null })!;
            if (after is not null)
                response.Body!.AsObject().Remove("next");
        });

        var ids = new List<string>();
        await foreach (EventPageDataItem item in client.Api.ListEventsItemsAsync(limit: 2))
            ids.Add(item.Id);

        Expect.Equal("a b c", string.Join(' ', ids));
        Expect.Equal(2, server.Journal.ForOperation("listEvents").Count);
        var tool = await Tool.RunAsync(server, "api", "listEvents", "--after", "b", "--limit", "2");
        Expect.Equal("c", tool.Json.GetProperty("data")[0].GetProperty("id").GetString());
    }
}
