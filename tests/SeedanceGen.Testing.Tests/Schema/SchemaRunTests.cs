using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Tests.Schema;

/// <summary>
/// A validation begins with a trial that only counts, and collects violations when the trial finds some: both must agree on any body.
/// </summary>
public sealed class SchemaRunTests
{
    private static readonly string[] Names =
        ["model", "prompt", "duration", "mediaUrls", "aspectRatio", "resolution", "webhookUrl", "metadata", "x", "", "mod\\u0065l",
            "\\ud800", "a/b~c"];

    private static readonly string[] Values =
    [
        "\"seedance-2.0\"", "\"seedance-1.5-pro\"", "7", "5", "5.0", "1e400", "-1e-400", new('9', 400), "null", "true", "\"16:9\"",
        "\"\\ud800\"", "\"\xFF\xFE\"",
        "\"https://a.example/x\"", new string('[', 70) + new string(']', 70), new('[', 9),
    ];

    [Fact]
    public async Task Every_body_gets_a_response_and_validator_and_report_agree()
    {
        var random = new Random(20260222);
        await using var engine = new MockEngine(new());
        var schema = ApiDescription.Current["submitVideoGeneration"].RequestBody!.JsonSchema!;

        for (var i = 0; i < 5000; i++)
        {
            var body = Body(random);
            var said = Encoding.Latin1.GetString(body);

            var found = BodyValidator.Validate(body, schema);
            var status = engine.Respond(new("POST", "/api/open/v1/video/generations", Headers(), body)).StatusCode;

            status.ShouldBe(found.Count == 0 ? 200 : 400, said);
            if (found.TrueForAll(violation => violation.Keyword != "json" && violation.Expected != "a string of whole Unicode characters"))
                ShouldAgree(body, schema, said);
        }

        engine.Jobs.All.Count.ShouldBeInRange(100, 4900);
    }

    private static void ShouldAgree(byte[] body, JsonSchema schema, string said)
    {
        using var document = JsonDocument.Parse(body);
        var report = new SchemaRun();
        schema.Validate(document.RootElement, report);
        new SchemaRun().Fits(schema, document.RootElement).ShouldBe(report.Violations.Count == 0, said);
        report.Found.ShouldBe(report.Violations.Count, said);
    }

    private static HeaderDictionary Headers() =>
        new() { ["Authorization"] = "Bearer " + SeedanceMockOptions.DefaultApiKey, ["Content-Type"] = "application/json" };

    private static byte[] Body(Random random)
    {
        List<string> fields = ["\"model\":" + Often(random, "\"seedance-2.0\""), "\"prompt\":" + Often(random, "\"A river\"")];
        for (var i = random.Next(4); i > 0; i--)
            fields.Add($"\"{Names[random.Next(Names.Length)]}\":{Value(random, depth: 0)}");
        var text = random.Next(30) == 0 ? Value(random, depth: 0) : "{" + string.Join(',', fields.OrderBy(_ => random.Next())) + "}";
        if (random.Next(30) == 0)
            text = "\xEF\xBB\xBF" + text;
        return Encoding.Latin1.GetBytes(random.Next(30) == 0 ? text[..random.Next(text.Length)] : text);
    }

    private static string Often(Random random, string value) => random.Next(5) > 0 ? value : Value(random, depth: 0);

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 6 : 8) switch
    {
        6 => "[" + string.Join(',', Enumerable.Range(0, random.Next(7)).Select(_ => Value(random, depth + 1))) + "]",
        7 => "{" + string.Join(',',
            Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(random, depth + 1)}")) + "}",
        _ => Values[random.Next(Values.Length)],
    };
}
