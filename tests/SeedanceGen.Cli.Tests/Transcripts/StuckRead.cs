using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>
/// A service whose second answer about a job never comes, so that a tool that waits for the job waits until it is interrupted.
/// </summary>
internal sealed class StuckRead
{
    private const int Which = 2;

    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    public Task HasCome => _come.Task;

    public async Task<SeedanceMockServer> StartAsync()
    {
        var service = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Reshape = Count });
        service.Given(MockOperation.Get).Respond(MockFault.Hang(FaultPoint.BeforeResponse).AfterProcessing()).Nth(Which);
        return service;
    }

    private void Count(EditableResponse answer)
    {
        if (answer.OperationId == MockOperation.Get.Id && Interlocked.Increment(ref _reads) == Which)
            _come.SetResult();
    }
}
