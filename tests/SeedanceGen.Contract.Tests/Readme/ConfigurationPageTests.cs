using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The section and the programs of the page about configuration.</summary>
[Trait("Category", "Slow")]
[Collection(ProcessEnvironment.Name)]
public sealed class ConfigurationPageTests
{
    private const string Page = "src/docs/configuration.md";

    /// <summary>Calls the application that the page shows, as a person would.</summary>
    private const string After = """

        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var health = await http.GetStringAsync("health");
        using var ordered = await http.PostAsync("eu/videos?prompt=A%20river", null);
        File.WriteAllText("results.txt", $"{health} {(int)ordered.StatusCode}");
        await app.DisposeAsync();
        """;

    [Fact]
    public void The_section_of_the_page_has_every_option_with_its_default()
    {
        var shown = FencedBlock.Of(Page, "json").ShouldHaveSingleItem().Text;
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(shown));
        var configuration = new ConfigurationBuilder().AddJsonStream(text).Build();
        using var services = new ServiceCollection().AddSeedance(configuration, options => options.ApiKey ??= "sd2_live_test").Services
            .BuildServiceProvider();

        var read = services.GetRequiredService<IOptions<SeedanceClientOptions>>().Value;

        var defaults = new SeedanceClientOptions { ApiKey = "sd2_live_test" };
        foreach (var property in typeof(SeedanceClientOptions).GetProperties())
            property.GetValue(read).ShouldBe(property.GetValue(defaults), property.Name);
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src/SeedanceGen/ConfigurationSchema.json")))!;
        NamesIn(JsonNode.Parse(shown)!["Seedance"]!)
            .ShouldBe(NamesOf(schema["properties"]!["Seedance"]!), ignoreOrder: true);
    }

    [Fact]
    public async Task The_clients_of_the_page_are_those_of_their_sections()
    {
        var snippets = SnippetProgram.Of(Page).ToList();
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await using var europe = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { ApiKey = "sd2_live_eu" });
        using var scratch = new Scratch();
        var section = new JsonObject { ["BaseAddress"] = europe.BaseAddress.ToString(), ["ApiKey"] = europe.ApiKey };
        File.WriteAllText(
            scratch.File("appsettings.json"), new JsonObject { ["Seedance"] = new JsonObject { ["eu"] = section } }.ToJsonString());

        await SnippetProgram.RunAsync(snippets[0] + After, server, scratch);
        (await File.ReadAllTextAsync(scratch.File("results.txt"))).ShouldBe("Healthy 200");
        europe.Jobs.Count.ShouldBe(1);
        server.Jobs.ShouldBeEmpty();
        server.Journal.Entries.ShouldHaveSingleItem("the health check reads the list of models").Path.ShouldEndWith("/models");

        // The other two stand alone: a key from code, and a proxy that calls to this machine do not pass.
        foreach (var snippet in snippets.Skip(1))
            await SnippetProgram.RunAsync(snippet, server, scratch);
        server.Jobs.Count.ShouldBe(2);
    }

    private static IEnumerable<string> NamesIn(JsonNode section, string prefix = "") => section.AsObject()
        .SelectMany(entry => entry.Value is JsonObject inner ? NamesIn(inner, entry.Key + ":") : [prefix + entry.Key]);

    private static IEnumerable<string> NamesOf(JsonNode schema, string prefix = "") => schema["properties"]!.AsObject()
        .SelectMany(entry => entry.Value!["properties"] is not null ? NamesOf(entry.Value, entry.Key + ":") : [prefix + entry.Key]);
}
