/// <summary>A wait ends at the new status, and the exception names it.</summary>
internal static class ATerminalStatus
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { Lifecycle = JobLifecycle.Immediately.EndingIn(GenerationStatus.Lapsed) });
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        var error = await Expect.ThrowsAsync<GenerationException>(() => job.WaitAsync());
        Expect.Equal(GenerationStatus.Lapsed, error.Generation.Status);
        Expect.That(GenerationStatus.Lapsed.IsTerminal);
        Expect.Contains("lapsed", error.Message);

        var tool = await Tool.FailAsync(server, "wait", job.Id);
        Expect.Equal(1, tool.ExitCode);
        Expect.Contains("lapsed", tool.Errors);
    }
}
