/// <summary>New fields of a response are members, the mock fills them, and the tool shows them.</summary>
internal static class FieldsOfAResponse
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = server.CreateClient();

        var video = await client.GenerateAsync(VideoRequest.Seedance20("A river").Build());
        DateTimeOffset? until = video.ExpiresAt;
        IReadOnlyList<Preview>? previews = video.Previews;
        Expect.That(until is not null);
        Expect.That(previews is { Count: > 0 });

        var tool = await Tool.RunAsync(server, "get", video.RequestId, "--json");
        Expect.Contains("expiresAt", tool.Output);
        Expect.Contains("previews", tool.Output);
    }
}
