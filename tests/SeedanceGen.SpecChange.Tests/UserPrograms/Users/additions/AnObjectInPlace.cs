/// <summary>A nested object is a record, its limits hold, and the tool has an option for each of its fields.</summary>
internal static class AnObjectInPlace
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        await using var client = server.CreateClient();
        var lens = new VideoGenerationRequestLens { Kind = VideoGenerationRequestLensKind.Tele, Blur = 0.5 };

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithLens(lens).Build());
        await Tool.RunAsync(server, "submit", "A river", "--lens.kind", "wide", "--lens.blur", "1");
        await Tool.RunAsync(server, "submit", "A river", "--lens", """{"kind":"wide"}""", "--lens.blur", "1");

        Expect.Equal("tele wide wide", string.Join(' ', server.Jobs.Select(job => job.Request.Lens!.Kind)));
        Expect.Equal(1.0, server.Jobs[2].Request.Lens!.Blur);
        Expect.Contains("blur", (await Tool.FailAsync(server, "submit", "A river", "--lens.kind", "wide", "--lens.blur", "2")).Errors);
        Expect.Equal(3, server.Jobs.Count);
    }
}
