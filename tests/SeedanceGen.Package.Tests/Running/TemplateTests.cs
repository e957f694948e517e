using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Package.Tests.Running;

/// <summary>A user with the feed and an empty folder types the commands of the templates' page.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed class TemplateTests(PackagedClone packaged)
{
    private const string Page = "src/SeedanceGen.Templates/README.md";

    [Fact]
    public async Task Each_template_is_instantiated_and_runs_as_its_page_says()
    {
        if (OperatingSystem.IsWindows())
            return; // The commands are written for a Unix shell.

        var blocks = FencedBlock.Of(Page, "sh").Select(block => block.Text).ToList();
        blocks.Count.ShouldBe(5);
        await using var service = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        var mock = $"export {SeedanceClientOptions.ApiKeyVariable}={service.ApiKey} "
            + $"{SeedanceClientOptions.BaseAddressVariable}={service.BaseAddress}\n";
        var newcomer = new Newcomer(packaged, "newcomer to the templates");
        newcomer.Run($"dotnet nuget add source {packaged.Feed} --name seedance");
        newcomer.Run(blocks[0]).Output.ShouldContain("seedance-tests");

        newcomer.Run(mock + blocks[1]);
        newcomer.ShouldHaveVideo("river.mp4");
        service.Ledger.ShouldHaveChargedOnce();

        await OrderAsync(newcomer, mock, blocks[2]);
        service.Ledger.Charges.Count.ShouldBe(2);

        newcomer.Run(mock + blocks[3]);
        newcomer.ShouldHaveVideo("my-worker/videos/0001.mp4");
        newcomer.ShouldHaveVideo("my-worker/videos/0002.mp4");
        service.Ledger.Charges.Count.ShouldBe(4);

        newcomer.Run(blocks[4]).Output.ShouldContain("Passed:     3");
        foreach (var folder in (string[])["my-console", "my-shop", "my-worker", "my-tests"])
            newcomer.Run($"dotnet build {folder} --no-restore -nologo -tl:off").Output.ShouldContain("0 Warning(s)");
    }

    /// <summary>Starts the web API as the page says, on a free port, and orders a video.</summary>
    private static async Task OrderAsync(Newcomer newcomer, string mock, string block)
    {
        const string Run = "dotnet run --project my-shop --urls ";
        newcomer.Run(block[..block.IndexOf(Run, StringComparison.Ordinal)] + "dotnet build my-shop -nologo -tl:off");
        using var shop = newcomer.Start($"{mock}exec {Run}http://127.0.0.1:0 --no-build");
        var line = await shop.PrintedAsync("Now listening on: ");
        using var http = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http:", StringComparison.Ordinal)..]) };

        using var prompt = new StringContent("""{"prompt":"A river"}""", null, "application/json");
        using var placed = await http.PostAsync(new Uri("orders/order-17", UriKind.Relative), prompt);
        placed.EnsureSuccessStatusCode();
        await shop.PrintedAsync("Order order-17 is ready");

        (await http.GetStringAsync("orders/order-17")).ShouldContain("\"status\":\"ready\"");
        (await http.GetByteArrayAsync("orders/order-17/video")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
    }
}
