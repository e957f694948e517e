/// <summary>A field that needs another is refused without it.</summary>
internal static class AFieldThatNeedsAnother
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(
            VideoRequest.Seedance20("A river").WithAspectRatio(AspectRatio.Ratio9x16).WithResolution(Resolution.P480).Build());
        await Tool.RunAsync(server, "submit", "A river", "--resolution", "480p");
        await Tool.FailAsync(server, "submit", "A river", "--aspect-ratio", "9:16");
        Expect.Rejected(
            () => VideoRequest.Seedance20("A river").WithAspectRatio(AspectRatio.Ratio9x16).Build(), // warns: SDG1001
            "aspectRatio",
            "resolution");
        Expect.Equal(2, server.Jobs.Count);
    }
}
