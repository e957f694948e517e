using WireMock.Server;

namespace SeedanceGen.Testing.Tests.Readme;

public sealed class WireMockGuideTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_video_is_made_behind_WireMock()
    {
        using var server = WireMockServer.Start();
        await using var seedance = server.AddSeedance();

        await using var client = seedance.CreateClient();          // or any client of yours, at server.Url with the key seedance.ApiKey
        var video = await client.GenerateAsync(VideoRequest.Seedance20("A river").Build());

        seedance.Ledger.TotalCharged.ShouldBe(40);
        server.LogEntries.Count.ShouldBe(4);                       // WireMock.Net's log has the exchanges
    }

    [Fact]
    public void The_example_is_the_one_that_runs_here()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "WireMockGuideTests.cs"));
        var example = FencedBlock.Of("src/SeedanceGen.Testing.WireMock/README.md", "csharp").First().Body;

        source.ShouldContain(example.Replace("\n", "\n        ").Replace("\n        \n", "\n\n").TrimEnd());
    }
}
