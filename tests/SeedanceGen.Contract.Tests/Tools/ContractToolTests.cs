using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Tools;

/// <summary>Contract-testing tools find nothing wrong with the standalone mock, and each finds a response that a test breaks.</summary>
[Trait("Category", "Slow")]
public sealed partial class ContractToolTests
{
    [JavaFact]
    public async Task Specmatic_finds_no_response_that_differs_from_the_description()
    {
        await using var mock = await StandaloneMock.StartAsync();

        var run = (await mock.SpecmaticAsync(isGenerative: false)).ShouldSucceed();

        ShouldReport(run, leastTests: 5);
    }

    [JavaFact]
    public async Task Specmatic_finds_no_invalid_request_that_is_accepted()
    {
        await using var mock = await StandaloneMock.StartAsync();

        var run = (await mock.SpecmaticAsync(isGenerative: true)).ShouldSucceed();

        ShouldReport(run, leastTests: 100);
    }

    [JavaFact]
    public async Task Specmatic_reports_a_broken_response()
    {
        await using var mock = await StandaloneMock.StartAsync();
        Break(mock.Mock);

        var run = await mock.SpecmaticAsync(isGenerative: false);

        run.ExitCode.ShouldNotBe(0, run.Output);
        run.Output.ShouldContain("RESPONSE.BODY.creditsCharged");
    }

    [NodeFact]
    public async Task Respect_plays_the_life_of_a_job_without_a_failure()
    {
        await using var mock = await StandaloneMock.StartAsync();

        var run = (await mock.RespectAsync()).ShouldSucceed();

        run.Output.ShouldContain("Checks:");
        run.Output.ShouldNotMatch("[1-9][0-9]* failed");
    }

    [NodeFact]
    public async Task Respect_reports_a_broken_response()
    {
        await using var mock = await StandaloneMock.StartAsync();
        Break(mock.Mock);

        var run = await mock.RespectAsync();

        run.ExitCode.ShouldNotBe(0, run.Output);
        run.Output.ShouldContain("creditsCharged");
    }

    /// <summary>Text in place of a number, in the response to a submission.</summary>
    private static void Break(SeedanceMock mock) =>
        mock.Given(MockOperation.Submit).RespondWith((_, response) => response.Body!["creditsCharged"] = "forty");

    private static void ShouldReport(CommandResult run, int leastTests)
    {
        var report = Report().Match(run.Output);
        report.Success.ShouldBeTrue(run.Output);
        int.Parse(report.Groups["run"].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(leastTests, run.Output);
        report.Groups["failed"].Value.ShouldBe("0", run.Output);
    }

    [GeneratedRegex(@"Tests run: (?<run>\d+), Successes: \d+, Failures: (?<failed>\d+)")]
    private static partial Regex Report();
}
