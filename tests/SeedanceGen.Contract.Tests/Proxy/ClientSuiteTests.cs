using System.Text;
using Xunit.Abstractions;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>The client's whole test-suite once more, with the proxy between client and service in every exchange.</summary>
[Trait("Category", "Slow")]
public sealed class ClientSuiteTests(ITestOutputHelper output)
{
    /// <summary>A filter that finds no test, or a proxy that no request passes, would prove nothing.</summary>
    private const int LeastTests = 150;

    private const int LeastExchanges = 3_000;

    private static readonly RepeatedSuite Client = new("SeedanceGen.Tests");

    private static readonly RepeatedSuite Webhooks = new("SeedanceGen.AspNetCore.Tests");

    [NodeFact]
    public async Task The_client_suite_passes_in_German_through_the_proxy_and_no_violation_is_reported()
    {
        await using var wire = await ProxiedWire.StartAsync();
        var passed = await PassesAsync(Client, wire);

        var exchanges = wire.Exchanges;
        exchanges.Count.ShouldBeGreaterThan(LeastExchanges);
        exchanges.ShouldAllBe(exchange => exchange.Test.Contains('#'));
        ShouldBeEverything(exchanges);
        var tests = exchanges.Select(exchange => exchange.Test).Distinct().Count();
        tests.ShouldBeGreaterThan(LeastTests);
        output.WriteLine(
            $"{tests} tests made {exchanges.Count} exchanges through the proxy without a violation; "
            + $"{passed - tests} need no service.");
    }

    [NodeFact]
    public async Task The_webhook_suite_passes_through_the_proxy_and_no_violation_is_reported()
    {
        await using var wire = await ProxiedWire.StartAsync();

        await PassesAsync(Webhooks, wire);

        wire.Exchanges.Select(exchange => exchange.Operation).Distinct()
            .ShouldBe(["submitVideoGeneration", "getVideoGeneration", "cancelVideoGeneration"], ignoreOrder: true);
    }

    [NodeFact]
    public async Task A_broken_response_to_any_test_is_reported_with_the_name_of_the_test()
    {
        const string Test = "WaitTests.Ten_minutes_of_polling_end_with_the_video_and_every_status_was_reported";
        await using var wire = await ProxiedWire.StartAsync((exchange, body) =>
            exchange.JobStatus == "succeeded" ? Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(body).Replace("\"succeeded\"", "\"rendered\"", StringComparison.Ordinal)) : body);

        var run = await Client.RunAsync(wire.Entrance, Test);

        run.ExitCode.ShouldNotBe(0, run.Output);
        await wire.UntilQuietAsync();
        var broken = wire.Exchanges.Where(exchange => exchange.Violation is not null).ToList();
        broken.ShouldNotBeEmpty();
        broken.ShouldAllBe(
            exchange => exchange.Test.StartsWith(Test + "#") && exchange.Violation!.Contains("""["response","body","status"]"""));
        wire.Lines("violation").Count.ShouldBe(broken.Count);
    }

    /// <returns>How many tests passed.</returns>
    private static async Task<int> PassesAsync(RepeatedSuite suite, ProxiedWire wire)
    {
        var running = suite.RunAsync(wire.Entrance);
        // A violation says more than the failures, or the timeout, that follow from it.
        await Task.WhenAny(running);

        ShouldHaveNoViolation(wire);
        var run = (await running).ShouldSucceed();
        await wire.UntilQuietAsync();
        ShouldHaveNoViolation(wire);
        wire.Lines("violation").ShouldBeEmpty();
        wire.Lines("error  ").ShouldBeEmpty();

        // No exchange went past the proxy: the requests that came in, those forwarded and those with a response are the same.
        wire.Exchanges.ShouldAllBe(exchange => exchange.ServiceStatus != null);
        wire.Forwarded.ShouldBe(wire.Exchanges.Count);
        return RepeatedSuite.Passed(run);
    }

    private static void ShouldHaveNoViolation(ProxiedWire wire) => wire.Exchanges
        .Where(exchange => exchange.Violation is not null).ShouldBeEmpty("Each is a test, its request, and what the proxy objects to.");

    /// <summary>Every operation of the description, with a success and with an error, and every status of a job that it knows.</summary>
    private static void ShouldBeEverything(IReadOnlyList<ProxiedExchange> exchanges)
    {
        string[] operations = ["submitVideoGeneration", "getVideoGeneration", "cancelVideoGeneration", "listModels"];
        exchanges.Select(exchange => exchange.Operation).Distinct().ShouldBe(operations, ignoreOrder: true);
        foreach (var operation in operations)
        {
            exchanges.ShouldContain(exchange => exchange.Operation == operation && exchange.ServiceStatus == 200, operation);
            exchanges.ShouldContain(exchange => exchange.Operation == operation && exchange.ServiceStatus >= 400, operation);
        }

        exchanges.Select(exchange => exchange.JobStatus).Distinct()
            .ShouldBe([null, .. GenerationStatus.KnownValues.Select(status => status.Value)], ignoreOrder: true);
    }
}
