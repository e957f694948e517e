/// <summary>A required field is asked for by the compiler, by Validate and by the tool.</summary>
internal static class ARequiredField
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var request = new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "A river", Seed = 7 };
        _ = await client.SubmitAsync(request);
        await Tool.RunAsync(server, "submit", "A river", "--seed", "7");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Seed == 7));
        Expect.Contains("--seed", (await Tool.FailAsync(server, "submit", "A river")).Errors);
    }
}
