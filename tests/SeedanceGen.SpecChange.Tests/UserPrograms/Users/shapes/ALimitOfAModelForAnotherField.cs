#pragma warning disable CS0618 // The field is deprecated by another edit.

/// <summary>A field has limits of its own for one model.</summary>
internal static class ALimitOfAModelForAnotherField
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).WithResolution(Resolution.P720).Build());
        _ = VideoRequest.Seedance15Pro("A river", seed: 1).WithResolution(Resolution.P720); // warns: SDG1001
        Expect.Rejected(() => new()
        {
            Model = SeedanceModel.Seedance15Pro,
            Prompt = "A river",
            Seed = 1,
            Resolution = new Resolution(string.Concat("720", "p")),
        }, "resolution");
        Expect.Contains("480p", (await Tool.FailAsync(
            server, "submit", "A river", "--seed", "1", "--model", "seedance-1.5-pro", "--resolution", "720p")).Errors);
    }
}
