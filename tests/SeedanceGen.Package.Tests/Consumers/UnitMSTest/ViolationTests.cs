using Microsoft.VisualStudio.TestTools.UnitTesting;
using SeedanceGen.Testing;

namespace UnitMSTest;

[TestClass]
public sealed class ViolationTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task A_violation_fails_the_test_and_is_named()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var test = await server.BeginTestAsync(TestContext.WriteLine);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
