using Xunit.Abstractions;

namespace SeedanceGen.Contract.Tests.WireMock;

/// <summary>The client's whole test-suite once more, with the mock behind WireMock.Net servers.</summary>
[Trait("Category", "Slow")]
public sealed class WireMockNetSuiteTests(ITestOutputHelper output)
{
    /// <summary>A variable that the tests do not read would prove nothing.</summary>
    private const int LeastExchanges = 500;

    [Fact]
    public async Task The_client_suite_passes_in_Turkish_with_WireMock_Net_as_the_server()
    {
        using var scratch = new Scratch();
        var tally = scratch.File("exchanges");

        var run = (await new RepeatedSuite("SeedanceGen.Tests").RunThroughWireMockAsync(tally)).ShouldSucceed();

        var exchanges = new FileInfo(tally).Length;
        exchanges.ShouldBeGreaterThan(LeastExchanges);
        output.WriteLine($"{RepeatedSuite.Passed(run)} tests made {exchanges} exchanges with WireMock.Net.");
    }
}
