/// <summary>A file is sent as a part of a form.</summary>
internal static class AnOperationThatTakesAFile
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "bytes of a picture");

        await using (var stream = File.OpenRead(file))
            await client.Api.UploadFileAsync(new UploadFile(stream, "picture.png", "image/png"));
        await Tool.RunAsync(server, "api", "uploadFile", "--file", "@" + file);

        Expect.Equal(2, server.Journal.ForOperation("uploadFile").Count);
        Expect.That(server.Journal.ForOperation("uploadFile").All(entry => entry.Body.Contains("bytes of a picture")));
    }
}
