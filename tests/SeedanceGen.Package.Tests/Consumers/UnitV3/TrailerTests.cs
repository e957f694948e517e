using NSubstitute;
using SeedanceGen;

public sealed class TrailerService(ISeedanceClient client)
{
    public async Task<long> MakeAsync(string prompt, string path, CancellationToken cancellationToken)
    {
        var job = await client.SubmitAsync(VideoRequest.Seedance20(prompt).Build(), cancellationToken);
        await job.WaitAsync(cancellationToken: cancellationToken);
        return await job.DownloadAsync(path, cancellationToken);
    }
}

public sealed class TrailerTests
{
    [Fact]
    public async Task A_trailer_is_submitted_waited_for_and_downloaded()
    {
        var token = TestContext.Current.CancellationToken;
        var client = Substitute.For<ISeedanceClient>();
        var job = new GenerationJob(client, SeedanceModelFactory.VideoGenerationAccepted() with { RequestId = "req_7" });
        var video = SeedanceModelFactory.VideoGeneration() with { RequestId = "req_7" };
        client.SubmitAsync(Arg.Any<VideoGenerationRequest>(), Arg.Any<CancellationToken>()).Returns(job);
        client.WaitAsync("req_7", cancellationToken: token).ReturnsForAnyArgs(video);
        client.DownloadAsync(video, "river.mp4", cancellationToken: token).ReturnsForAnyArgs(1_000);

        var size = await new TrailerService(client).MakeAsync("A river", "river.mp4", token);

        Assert.Equal(1_000, size);
        await client.Received(1).DownloadAsync(video, "river.mp4", Arg.Any<DownloadOptions?>(), Arg.Any<CancellationToken>());
    }
}
