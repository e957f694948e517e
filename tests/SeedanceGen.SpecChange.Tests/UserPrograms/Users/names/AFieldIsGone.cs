/// <summary>A field that is gone has no member and no option.</summary>
internal static class AFieldIsGone
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();

        Expect.That(typeof(VideoGenerationRequest).GetProperty("AspectRatio") is null);
        Expect.Contains("--aspect-ratio", (await Tool.FailAsync(server, "submit", "A river", "--aspect-ratio", "16:9")).Errors);
    }
}
