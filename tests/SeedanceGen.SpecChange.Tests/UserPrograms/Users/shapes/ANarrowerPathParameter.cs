/// <summary>A limit of a path parameter holds.</summary>
internal static class ANarrowerPathParameter
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).Build());

        Expect.Equal(job.Id, (await client.GetAsync(job.Id)).RequestId);
        await Expect.ThrowsAsync<SeedanceException>(() => client.GetAsync(new string('x', 41)));
        Expect.Contains("40", (await Tool.FailAsync(server, "api", "getVideoGeneration", "--request-id", new string('x', 41))).Errors);
    }
}
