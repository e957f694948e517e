/// <summary>A deprecated field still works, warns the user who names it, and is marked in the tool's help.</summary>
internal static class AnEnumerationFieldIsDeprecated
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).WithResolution(Resolution.P480).Build()); // warns: CS0618
        await Tool.RunAsync(server, "submit", "A river", "--seed", "1", "--resolution", "480p");

        Expect.Equal(2, server.Jobs.Count);
        Expect.Contains("(deprecated)", (await Tool.RunAsync(null, "generate", "--help")).Output);
    }
}
