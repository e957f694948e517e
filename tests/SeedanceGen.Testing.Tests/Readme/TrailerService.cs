namespace SeedanceGen.Testing.Tests.Readme;

public sealed class TrailerService(ISeedanceClient client)
{
    public async Task<byte[]> MakeAsync(string prompt)
    {
        var job = await client.SubmitAsync(VideoRequest.Seedance20(prompt).WithDuration(5).WithResolution(Resolution.P720).Build());
        using var file = new MemoryStream();
        await client.DownloadAsync(await job.WaitAsync(), file);
        return file.ToArray();
    }
}
