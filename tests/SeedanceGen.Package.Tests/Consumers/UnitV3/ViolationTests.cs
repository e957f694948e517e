using SeedanceGen.Testing;

namespace UnitV3;

public sealed class ViolationTests(SeedanceMockFixture fixture) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task It_fails_and_names_the_violation()
    {
        await using var test = await fixture.BeginTestAsync();
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync(TestContext.Current.CancellationToken);
    }
}
