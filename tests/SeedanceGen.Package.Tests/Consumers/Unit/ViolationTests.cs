using SeedanceGen.Testing;
using Xunit.Abstractions;

namespace Unit;

public sealed class ViolationTests(SeedanceMockFixture fixture, ITestOutputHelper output) : IClassFixture<SeedanceMockFixture>
{
    [Fact]
    public async Task It_fails_and_names_the_violation()
    {
        await using var test = await fixture.BeginTestAsync(output);
        test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await test.Client.ListModelsAsync();
    }
}
