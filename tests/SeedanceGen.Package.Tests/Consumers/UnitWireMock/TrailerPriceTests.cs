using System.Net.Http.Json;
using SeedanceGen;
using SeedanceGen.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace UnitWireMock;

/// <summary>A suite that stubs a service of rates with WireMock.Net, and has three lines for Seedance.</summary>
public sealed class TrailerPriceTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public TrailerPriceTests() => _server
        .Given(Request.Create().WithPath("/rates/credit").UsingGet())
        .RespondWith(Response.Create().WithBodyAsJson(new { euros = 0.05m }));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_rate_comes_from_the_service_of_rates()
    {
        Assert.Equal(0.05m, (await RateAsync()).Euros);
    }

    [Fact]
    public async Task A_trailer_costs_its_credits_at_the_rate_of_the_day()
    {
        await using var seedance = _server.AddSeedance();
        await using var client = seedance.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build(), TestContext.Current.CancellationToken);

        Assert.Equal(2.00m, job.CreditsCharged * (await RateAsync()).Euros);
        seedance.Ledger.ShouldHaveChargedOnce();
        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_violation_fails_the_test_and_is_named()
    {
        await using var seedance = _server.AddSeedance();
        seedance.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
        await using var client = seedance.CreateClient();
        await client.ListModelsAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Rate> RateAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_server.Url!) };
        return (await http.GetFromJsonAsync<Rate>("rates/credit", TestContext.Current.CancellationToken))!;
    }

    private sealed record Rate(decimal Euros);
}
