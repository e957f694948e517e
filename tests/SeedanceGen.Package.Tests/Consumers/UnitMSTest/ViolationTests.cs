using Microsoft.VisualStudio.TestTools.UnitTesting;
using SeedanceGen.Testing;

namespace UnitMSTest;

[TestClass]
public sealed class ViolationTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task It_fails_and_names_the_violation()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var test = await server.BeginTestAsync(TestContext.WriteLine);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
