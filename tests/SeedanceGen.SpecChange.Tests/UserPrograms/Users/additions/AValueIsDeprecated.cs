/// <summary>A value that is deprecated still works, and warns the user who names it.</summary>
internal static class AValueIsDeprecated
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithAspectRatio(AspectRatio.Ratio1x1).Build()); // warns: CS0618
        await Tool.RunAsync(server, "submit", "A river", "--aspect-ratio", "1:1");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.AspectRatio?.Value == "1:1"));
    }
}
