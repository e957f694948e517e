using Xunit.Abstractions;

namespace SeedanceGen.Testing.Xunit.Tests.Readme;

public sealed class RenderingTests(SeedanceMockFixture fixture, ITestOutputHelper output) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task A_video_is_made_though_the_service_stumbles()
    {
        await using var test = await fixture.BeginTestAsync(output);
        test.Server.Given(MockOperation.Get).Respond(MockFault.Status(503, retryAfter: TimeSpan.Zero));

        var video = await test.Client.GenerateAsync(
            VideoRequest.Seedance20("A river").Build(), new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(GenerationStatus.Succeeded, video.Status);
        Assert.Single(test.Server.Jobs);
    }
}
