/// <summary>A nested object is a record, its limits hold, and the tool has an option for each of its fields.</summary>
internal static class AnObjectInPlace
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var lens = new VideoGenerationRequestLens { Kind = VideoGenerationRequestLensKind.Tele, Blur = 0.5 };

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithLens(lens).Build());
        await Tool.RunAsync(server, "submit", "A river", "--lens.kind", "wide", "--lens.blur", "1");
        await Tool.RunAsync(server, "submit", "A river", "--lens", """{"kind":"wide"}""", "--lens.blur", "1");

        var built = VideoRequest.Seedance20("A river").WithLens(VideoGenerationRequestLensKind.Wide, wide => wide.WithBlur(0.5)).Build();
        Expect.Equal(0.5, built.Lens!.Blur);
        _ = VideoRequest.Seedance20("A river").WithLens(VideoGenerationRequestLensKind.Wide, wide => wide.WithBlur(2)); // warns: SDG1001

        Expect.Equal("tele wide wide", string.Join(' ', server.Jobs.Select(job => job.Request.Lens!.Kind)));
        Expect.Equal(1.0, server.Jobs[2].Request.Lens!.Blur);
        Expect.Rejected(() => VideoRequest.Seedance20("A river").WithLens(lens with { Blur = double.Parse("2") }).Build(), "lens.blur");
        Expect.Contains("blur", (await Tool.FailAsync(server, "submit", "A river", "--lens.kind", "wide", "--lens.blur", "2")).Errors);
        Expect.Equal(3, server.Jobs.Count);
    }
}
