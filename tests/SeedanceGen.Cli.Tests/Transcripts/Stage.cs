using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>The environment of a running scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Service">The service that all commands use.</param>
/// <param name="IsStuck">Completes when a command waits for a response that never comes.</param>
/// <param name="Folder">The folder of the commands.</param>
internal sealed record Stage(Scenario Scenario, SeedanceMockServer Service, Task IsStuck, TemporaryFolder Folder);

/// <summary>
/// A service that never responds to the second read of a job, so that a command that waits for the job waits until it is interrupted.
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

    private void Count(EditableResponse response)
    {
        if (response.OperationId == MockOperation.Get.Id && Interlocked.Increment(ref _reads) == Which)
            _come.SetResult();
    }
}
