/// <summary>A component is a record of its name.</summary>
internal static class AnObjectWithAName
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).WithLens(new Lens { Blur = 0.25 }).Build());
        await Tool.RunAsync(server, "submit", "A river", "--seed", "1", "--lens.blur", "0.25");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Lens == new Lens { Blur = 0.25 }));
    }
}
