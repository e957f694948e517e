/// <summary>The operation is a method, the mock plays it, and the tool calls it by its id.</summary>
internal static class AnOperation
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var quota = await client.Api.GetQuotaAsync(GetQuotaWindow.Day, ["a b", "c"]);
        Expect.That(quota.Success);
        var response = await client.Api.GetQuotaWithResponseAsync(options: new CallOptions { Timeout = TimeSpan.FromSeconds(5) });
        Expect.Equal(200, (int)response.StatusCode);

        server.Given(MockOperation.Named("getQuota")).RespondWith(new Quota { Success = true, Left = 7 });
        Expect.Equal(7, (await client.Api.GetQuotaAsync()).Left);
        var tool = await Tool.RunAsync(server, "api", "getQuota", "--window", "month", "--tag", "a", "--tag", "b");
        Expect.Equal(7, tool.Json.GetProperty("left").GetInt32());
        Expect.Contains("day, month", (await Tool.RunAsync(null, "api", "getQuota", "--help")).Output);
        Expect.Equal(4, server.Journal.ForOperation("getQuota").Count);
        Expect.Equal(0, server.Ledger.Charges.Count);
    }
}
