namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>The client's whole test-suite once more, with the proxy between client and service in every exchange.</summary>
public sealed class ClientSuiteTests
{
    [NodeFact]
    public async Task The_client_s_whole_suite_passes_through_the_proxy_without_a_violation()
    {
        await using var wire = await JudgedWire.StartAsync();
        var counting = ClientSuite.CountAsync();

        var run = await ClientSuite.RunAsync(wire.Entrance, ClientSuite.ThroughTheProxy);

        var exchanges = wire.Exchanges;
        await File.WriteAllTextAsync("/tmp/prism-exchanges.txt", string.Join('\n', exchanges));
        await File.WriteAllTextAsync("/tmp/prism-run.txt", run.Output);
        exchanges.Where(exchange => exchange.Violation is not null).ShouldBeEmpty();
        run.ShouldSucceed();
        await wire.UntilPrintedAsync();
        JudgedWire.Forwarded(wire.Log).ShouldBe(exchanges.Count);
        (await counting).ShouldBeGreaterThan(ClientSuite.Passed(run.Output));
    }
}
