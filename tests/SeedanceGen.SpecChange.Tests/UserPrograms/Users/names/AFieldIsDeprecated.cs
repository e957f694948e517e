/// <summary>A deprecated field that the course of a job uses still works, and warns the user who names it.</summary>
internal static class AFieldIsDeprecated
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var hook = new Uri("https://shop.example/hook");

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(hook).Build()); // warns: CS0618
        await Tool.RunAsync(server, "submit", "A river", "--webhook-url", hook.ToString());

        Expect.Equal(2, server.Jobs.Count);
        Expect.Contains("(deprecated)", (await Tool.RunAsync(null, "submit", "--help")).Output);
    }
}
