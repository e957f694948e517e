using SeedanceGen.Testing;

namespace UnitV3;

public sealed class ViolationTests(SeedanceMockFixture fixture) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task A_violation_fails_the_test_and_is_named()
    {
        await using var test = await fixture.BeginTestAsync();
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync(TestContext.Current.CancellationToken);
    }
}
