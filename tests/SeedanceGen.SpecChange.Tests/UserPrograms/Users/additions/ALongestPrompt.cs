/// <summary>A new limit of a field of before is checked everywhere.</summary>
internal static class ALongestPrompt
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var prompt = new string('r', 901);

        Expect.Rejected(() => VideoRequest.Seedance20(prompt).Build(), "prompt");
        await Expect.ThrowsAsync<SeedanceValidationException>(
            () => client.SubmitAsync(new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = prompt }));
        Expect.Contains("900", (await Tool.FailAsync(server, "submit", prompt)).Errors);
        _ = await client.SubmitAsync(VideoRequest.Seedance20(prompt[1..]).Build());

        Expect.Equal(1, server.Jobs.Count);
    }
}
