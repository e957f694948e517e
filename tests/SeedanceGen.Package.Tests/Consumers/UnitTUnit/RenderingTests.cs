using SeedanceGen;
using SeedanceGen.Testing;

namespace UnitTUnit;

[NotInParallel(nameof(RenderingTests))]
public sealed class RenderingTests
{
    private static SeedanceMockServer s_server = null!;

    [Before(Class)]
    public static async Task StartAsync() => s_server = await SeedanceMockServer.StartAsync();

    [After(Class)]
    public static async Task StopAsync() => await s_server.DisposeAsync();

    [Test]
    public async Task A_video_is_paid_for_once()
    {
        await using var test = await s_server.BeginTestAsync(TestContext.Current!.OutputWriter.WriteLine);

        var job = await test.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build());

        await Assert.That(job.Status).IsEqualTo(GenerationStatus.Queued);
        test.Server.Ledger.ShouldHaveChargedOnce();
    }
}
