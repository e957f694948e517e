using SeedanceGen.Testing;
using Xunit.Abstractions;

namespace Unit;

public sealed class ViolationTests(SeedanceMockFixture fixture, ITestOutputHelper output) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task A_violation_fails_the_test_and_is_named()
    {
        await using var test = await fixture.BeginTestAsync(output);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
