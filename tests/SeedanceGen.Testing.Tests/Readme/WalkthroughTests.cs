namespace SeedanceGen.Testing.Tests.Readme;

public sealed class WalkthroughTests
{
    [Fact]
    public async Task A_trailer_takes_ten_minutes_and_forty_credits()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(TimeSpan.FromMinutes(10)) });
        await using var client = server.CreateClient();
        var trailers = new TrailerService(client);

        var trailer = await trailers.MakeAsync("A river flowing through an autumn forest");

        Assert.NotEmpty(trailer);
        Assert.InRange(clock.Elapsed.TotalMinutes, 10, 10.5);
        server.Ledger.ShouldHaveChargedOnce(40);
        server.Journal.Of(MockOperation.Get).ShouldBeSpacedBy(TimeSpan.FromSeconds(1)).ShouldStopAtTerminal();
        server.Keys.ShouldNotHaveLeaked();
    }
}
