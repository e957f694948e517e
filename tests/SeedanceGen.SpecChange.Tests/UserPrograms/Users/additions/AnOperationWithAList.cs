/// <summary>Query parameters have the types of the description; absent ones are left out, and both sides check their limits.</summary>
internal static class AnOperationWithAList
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        await using var client = server.CreateClient();

        JobPage page = await client.Api.ListJobsAsync(GenerationStatus.Succeeded, pageSize: 20);
        IReadOnlyList<VideoGeneration> jobs = page.Data;
        Expect.That(jobs.All(job => job.RequestId.Length > 0));
        Expect.That((await client.Api.ListJobsAsync()).Next is null);

        var tool = await Tool.RunAsync(server, "api", "listJobs", "--status", "queued", "--page-size", "2");
        Expect.Equal(JsonValueKind.Array, tool.Json.GetProperty("data").ValueKind);
        Expect.Contains("50", (await Tool.FailAsync(server, "api", "listJobs", "--page-size", "51")).Errors);
    }
}
