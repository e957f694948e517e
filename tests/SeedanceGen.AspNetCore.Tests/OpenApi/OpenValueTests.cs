#if NET10_0_OR_GREATER
using System.Text.Json.Nodes;
#endif
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
#if NET10_0_OR_GREATER
using Microsoft.Extensions.DependencyInjection;
#endif
using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Tests.OpenApi;

/// <summary>Open enumerations in an application of the user's own: in routes, in queries, in bodies and in its document.</summary>
public sealed class OpenValueTests
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData("/videos/succeeded?ratio=16:9", "succeeded True 16:9 True")]
    [InlineData("/videos/paused?ratio=21:9", "paused False 21:9 False")]
    public async Task A_route_and_a_query_take_a_value_whether_it_is_known_or_not(string path, string text)
    {
        await using var app = await StartAsync();

        (await Http.GetStringAsync(new Uri(new Uri(app.Urls.Single()), path))).ShouldBe(text);
    }

#if NET10_0_OR_GREATER
    [Fact]
    public async Task The_document_describes_an_open_enumeration_as_a_text_with_its_known_values()
    {
        await using var app = await StartAsync();

        var document = JsonNode.Parse(await Http.GetStringAsync(new Uri(new Uri(app.Urls.Single()), "/openapi/v1.json")))!;
        var schema = document["components"]!["schemas"]!["Order"]!["properties"]!;

        foreach (var name in new[] { "ratio", "other" })
        {
            var described = Resolved(document, schema[name]!);
            var types = described["type"] is JsonArray several ? several.Select(type => (string?)type) : [(string?)described["type"]];
            types.ShouldContain("string", described.ToJsonString());
            Texts(described["x-extensible-enum"]).ShouldBe(AspectRatio.KnownValues.Select(value => value.Value));
            Texts(described["examples"]).ShouldBe(AspectRatio.KnownValues.Select(value => value.Value));
            described["enum"].ShouldBeNull("a newer value would break a generated client");
            ((string?)described["description"]).ShouldNotBeNull().ShouldContain("16:9");
        }

        ((string?)Resolved(document, schema["prompt"]!)["description"]).ShouldBeNull("other types are not touched");
    }

    private static IEnumerable<string?> Texts(JsonNode? list) => list.ShouldNotBeNull().AsArray().Select(value => (string?)value);

    private static JsonNode Resolved(JsonNode document, JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices)
            schema = choices.Single(choice => choice!["$ref"] is not null)!;
        return schema["$ref"] is { } reference
            ? document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!
            : schema;
    }
#endif

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
#if NET10_0_OR_GREATER
        builder.Services.AddOpenApi(options => options.AddSeedanceSchemas());
#endif
        var app = builder.Build();
#if NET10_0_OR_GREATER
        app.MapOpenApi();
#endif
        app.MapGet("/videos/{status}", (GenerationStatus status, AspectRatio ratio) =>
            $"{status} {status.IsKnown} {ratio} {ratio.IsKnown}");
        app.MapPost("/videos", (Order order) => order.Prompt);
        await app.StartAsync();
        return app;
    }

    public sealed record Order(string Prompt, AspectRatio Ratio, AspectRatio? Other);
}
