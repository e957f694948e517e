/// <summary>A constant is an enumeration of one value.</summary>
internal static class AConstant
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithCodec(VideoGenerationRequestCodec.H264).Build());
        await Tool.RunAsync(server, "submit", "A river", "--codec", "h264");

        Expect.Equal(2, server.Jobs.Count(job => job.Request.Codec == VideoGenerationRequestCodec.H264));
    }
}
