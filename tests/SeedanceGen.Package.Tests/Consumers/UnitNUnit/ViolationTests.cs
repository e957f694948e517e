using NUnit.Framework;
using SeedanceGen.Testing;

namespace UnitNUnit;

public sealed class ViolationTests
{
    [Test]
    public async Task A_violation_fails_the_test_and_is_named()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var test = await server.BeginTestAsync(TestContext.Out.WriteLine);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
