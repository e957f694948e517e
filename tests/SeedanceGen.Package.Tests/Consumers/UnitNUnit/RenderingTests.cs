using NUnit.Framework;
using SeedanceGen;
using SeedanceGen.Testing;

namespace UnitNUnit;

public sealed class RenderingTests
{
    private SeedanceMockServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await SeedanceMockServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_video_is_paid_for_once()
    {
        await using var test = await _server.BeginTestAsync(TestContext.Out.WriteLine);

        var job = await test.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build());

        Assert.That(job.Status, Is.EqualTo(GenerationStatus.Queued));
        test.Server.Ledger.ShouldHaveChargedOnce();
    }
}
