/// <summary>Bytes are read as they come, and the tool writes them to a file.</summary>
internal static class AnOperationThatReturnsBytes
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());

        using var bytes = new MemoryStream();
        using (BinaryResponse frame = await client.Api.ReadFrameAsync(job.Id))
            await frame.Content.CopyToAsync(bytes);
        Expect.That(bytes.Length > 0);

        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".png");
        await Tool.RunAsync(server, "api", "readFrame", "--request-id", job.Id, "-o", file);
        Expect.Equal(bytes.Length, new FileInfo(file).Length);
    }
}
