/// <summary>A field is a member, a method of each builder with its limits, and an option.</summary>
internal static class AnOptionalField
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20Fast("A river").WithAvoid("boats").Build());
        _ = await client.SubmitAsync(new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "A river", Avoid = "boats" });
        await Tool.RunAsync(server, "submit", "A river", "--avoid", "boats");
        Expect.Equal(3, server.Jobs.Count(job => job.Request.Avoid == "boats"));

        Expect.Rejected(() => VideoRequest.Seedance20("A river").WithAvoid(new string('x', 301)).Build(), "avoid");
        _ = VideoRequest.Seedance20("A river").WithAvoid(""); // warns: SDG1001
        Expect.Contains("avoid", (await Tool.FailAsync(server, "submit", "A river", "--avoid", new string('x', 301))).Errors);
        Expect.Contains("--avoid", (await Tool.RunAsync(null, "generate", "--help")).Output);
        Expect.Equal(3, server.Jobs.Count);
    }
}
