using System.Text.Json;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>A number that cannot be a price is none: what the job costs is not known.</summary>
public sealed class PriceTests
{
    [Theory]
    [PastTheProxy("The prices are not what is described.")]
    [InlineData("-1")]
    [InlineData("-2147483648")]
    [InlineData("2147483647")]
    [InlineData("99999999999")]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    [InlineData("40.5")]
    [InlineData("\"free\"")]
    [InlineData("{\"amount\":40}")]
    [InlineData("null")]
    public async Task A_price_beyond_sense_is_unknown_everywhere(string price)
    {
        var log = new LogRecorder();
        var handler = new QueueHandler(
            new StepClock(), InMemory.Accepted, InMemory.Job("queued", $",\"creditsCharged\":{price}"));
        await using var client = handler.CreateClient(options => (options.MaxCredits, options.LoggerFactory) = (80, log));

        await client.SubmitAsync(Requests.River);
        var job = await client.SubmitAsync(Requests.River);
        var full = await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>();

        (job.Id, job.CreditsCharged, client.CreditsCharged).ShouldBe(("req_1", null, 40));
        (full.Charged, full.Uncertain).ShouldBe((40, 40), "a job of unknown price counts as the most expensive one");
        log.Lines.Where(line => line.EventId.Name == "CreditsCharged")
            .Select(line => line.Values.Contains("Credits=40", StringComparison.Ordinal)).ShouldBe([true, false]);
        handler.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [PastTheProxy("The prices are not what is described.")]
    [InlineData("0", 0)]
    [InlineData("64", 64)]
    [InlineData("99999", 99_999)]
    public async Task A_sensible_price_is_one(string price, int credits)
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Job("queued", $",\"creditsCharged\":{price}"));
        await using var client = handler.CreateClient();

        (await client.SubmitAsync(Requests.River)).CreditsCharged.ShouldBe(credits);
        client.CreditsCharged.ShouldBe(credits);
    }

    [Fact]
    public void A_price_that_is_none_stays_in_the_response_as_it_came() =>
        JsonSerializer.Deserialize("""{"success":true,"requestId":"r","status":"queued","creditsCharged":-5}""",
            SeedanceJsonContext.Default.VideoGenerationAccepted)!.CreditsCharged.ShouldBe(-5);
}
