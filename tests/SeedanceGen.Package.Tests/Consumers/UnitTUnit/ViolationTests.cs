using SeedanceGen.Testing;

namespace UnitTUnit;

public sealed class ViolationTests
{
    [Test]
    public async Task It_fails_and_names_the_violation()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var test = await server.BeginTestAsync(TestContext.Current!.OutputWriter.WriteLine);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
