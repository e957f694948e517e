using SeedanceGen;
using SeedanceGen.Testing;

namespace Unit;

public sealed class RiverTests
{
    [Fact]
    public async Task A_river_is_paid_for_once()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = new SeedanceClient(server.ApiKey, new() { BaseAddress = server.BaseAddress });

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithDuration(5).Build());
        var video = await job.WaitAsync();

        Assert.Equal(GenerationStatus.Succeeded, video.Status);
        Assert.Equal<long?>(job.CreditsCharged, server.Ledger.ChargedFor(job.Id));
    }
}
