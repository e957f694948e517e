using Microsoft.VisualStudio.TestTools.UnitTesting;
using SeedanceGen;
using SeedanceGen.Testing;

namespace UnitMSTest;

[TestClass]
public sealed class RenderingTests
{
    private static SeedanceMockServer s_server = null!;

    public required TestContext TestContext { get; init; }

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => s_server = await SeedanceMockServer.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await s_server.DisposeAsync();

    [TestMethod]
    public async Task A_video_is_paid_for_once()
    {
        await using var test = await s_server.BeginTestAsync(TestContext.WriteLine);

        var job = await test.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build());

        Assert.AreEqual(GenerationStatus.Queued, job.Status);
        test.Server.Ledger.ShouldHaveChargedOnce();
    }
}
