using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class CreditTests
{
    [Theory]
    [InlineData("text-to-video.request", 40)]
    [InlineData("image-to-video.request", 64)]
    public async Task A_documented_request_is_charged_the_documented_price(string example, int credits)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync(Example.Text(example));

        server.Ledger.ChargedFor(requestId).ShouldBe(credits);
        server.GetJob(requestId).CreditsCharged.ShouldBe(credits);
    }

    [Theory]
    [InlineData(null, false, 40)]
    [InlineData(10, false, 80)]
    [InlineData(4, false, 32)]
    [InlineData(4, true, 52)]
    [InlineData(10, true, 128)]
    [InlineData(-5, false, 40)]
    [InlineData(int.MaxValue, true, int.MaxValue)]
    public void Other_prices_are_in_proportion_to_the_seconds_and_rounded_up(int? seconds, bool withImage, int credits) =>
        SeedanceMockOptions.DocumentedPrice(new VideoGenerationRequest
        {
            Model = SeedanceModel.Seedance20Fast,
            Prompt = "A river",
            Duration = seconds,
            MediaUrls = withImage ? [new Uri("https://example.com/photo.jpg")] : null,
        }).ShouldBe(credits);

    [Fact]
    public async Task The_ledger_adds_up_what_each_job_was_charged()
    {
        var time = new FakeTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Price = request => request.Prompt.Length });
        using var api = new ApiCaller(server);

        var first = await api.StartJobAsync("""{"model":"seedance-2.0","prompt":"12345"}""");
        time.Advance(TimeSpan.FromSeconds(1));
        var second = await api.StartJobAsync("""{"model":"seedance-2.0","prompt":"123"}""");

        server.Ledger.TotalCharged.ShouldBe(8);
        server.Ledger.Charges.ShouldBe([
            new(first, 5, time.GetUtcNow() - TimeSpan.FromSeconds(1)),
            new(second, 3, time.GetUtcNow()),
        ]);
        server.Ledger.ChargedFor("req_other").ShouldBe(0);
    }

    [Fact]
    public async Task Reads_and_cancels_cost_nothing()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Price = _ => 7 });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        await api.GetAsync(requestId);
        await api.CancelAsync(requestId);
        await api.ListModelsAsync();

        server.Ledger.TotalCharged.ShouldBe(7);
    }
}
