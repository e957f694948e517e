using System.Net;
using SeedanceGen;
using SeedanceGen.Testing;

namespace TestsSample;

/// <summary>
/// At its end, <c>test</c> fails for what the mock found: a request that breaks a rule, or a fault that was never played.
/// </summary>
public sealed class VideoMakerTests(SeedanceMockFixture fixture) : IClassFixture<SeedanceMockFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The mock's jobs end after some reads, so the pauses between these are short.</summary>
    private static VideoMaker Maker(ISeedanceClient client) => new(client, new WaitOptions { PollInterval = TimeSpan.FromMilliseconds(1) });

    [Fact]
    public async Task A_video_is_saved_and_paid_for_once()
    {
        await using var test = await fixture.BeginTestAsync();
        var path = Path.GetTempFileName();

        var credits = await Maker(test.Client).MakeAsync("A river", path, Token);

        Assert.NotEqual(0, new FileInfo(path).Length);
        test.Server.Ledger.ShouldHaveChargedOnce(credits!.Value);
        File.Delete(path);
    }

    [Fact]
    public async Task A_video_is_made_though_the_service_stumbles()
    {
        await using var test = await fixture.BeginTestAsync();
        test.Server.Given(MockOperation.Submit).Respond(MockFault.RateLimited(retryAfter: TimeSpan.Zero));
        test.Server.Given(MockOperation.Get).Respond(MockFault.Status(503, retryAfter: TimeSpan.Zero));
        var path = Path.GetTempFileName();

        await Maker(test.Client).MakeAsync("A river", path, Token);

        test.Server.Ledger.ShouldHaveChargedOnce();
        File.Delete(path);
    }

    [Fact]
    public async Task A_prompt_that_the_service_refuses_costs_nothing()
    {
        await using var test = await fixture.BeginTestAsync();
        test.Server.Given(MockOperation.Submit).Respond(MockFault.ModeratedPrompt());

        var refused = await Assert.ThrowsAsync<SeedanceApiException>(
            () => Maker(test.Client).MakeAsync("A river", "river.mp4", Token));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(test.Server.Ledger.Charges);
    }
}
