namespace SeedanceGen.Testing.XunitV3.Tests.Readme;

public sealed class RenderingTests(SeedanceMockFixture fixture) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task A_video_is_made_though_the_service_stumbles()
    {
        await using var test = await fixture.BeginTestAsync();
        test.Server.Given(MockOperation.Get).Respond(MockFault.Status(503, retryAfter: TimeSpan.Zero));

        var video = await test.Client.GenerateAsync(
            VideoRequest.Seedance20("A river").Build(),
            new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1) },
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(GenerationStatus.Succeeded, video.Status);
        Assert.Single(test.Server.Jobs);
    }
}
