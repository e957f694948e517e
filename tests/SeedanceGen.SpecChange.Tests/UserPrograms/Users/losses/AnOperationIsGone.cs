/// <summary>Without the list of models, all else works.</summary>
internal static class AnOperationIsGone
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = server.CreateClient();

        Expect.That(typeof(SeedanceApi).GetMethod("ListModelsAsync") is null);
        var video = await client.GenerateAsync(VideoRequest.Seedance20().WithPrompt("A river").Build());
        Expect.Equal(GenerationStatus.Succeeded, video.Status);
        Expect.That(!(await Tool.RunAsync(null, "api", "--help")).Output.Contains("listModels"));
        await Tool.RunAsync(server, "submit", "--prompt", "A river");
    }
}
