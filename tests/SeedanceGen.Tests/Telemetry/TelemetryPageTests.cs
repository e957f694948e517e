using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class TelemetryPageTests
{
    private static readonly string Page = Shipped.Read("telemetry.md").ReplaceLineEndings("\n");

    [Fact]
    public void The_page_lists_exactly_the_instruments_that_exist()
    {
        var existing = typeof(Instruments).GetFields().Select(field => field.GetValue(null)).OfType<Instrument>()
            .Select(instrument => $"`{instrument.Name}` | {KindOf(instrument)} | `{instrument.Unit}` | {instrument.Description}");

        Rows("## Metrics").Select(row => string.Join(" | ", row.Take(4))).ShouldBe(existing, ignoreOrder: true);
    }

    [Fact]
    public void The_page_lists_exactly_the_log_events_that_exist_with_their_values()
    {
        var existing =
            from method in typeof(ClientLog).GetMethods(BindingFlags.Static | BindingFlags.Public)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            orderby message.EventId
            let values = method.GetParameters().Skip(1).Select(parameter => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..])
            select $"{message.EventId} | `{message.EventName}` | {message.Level} | {string.Join(", ", values)}";

        Rows("## Log").Select(row => string.Join(" | ", row)).ShouldBe(existing);
    }

    [Fact]
    public void The_page_names_every_tag_that_exists_and_no_other()
    {
        var tags = typeof(TelemetryTags).GetFields().Select(field => (string)field.GetValue(null)!)
            .Where(tag => tag != TelemetryTags.OtherError).ToList();

        foreach (var tag in tags)
            Page.ShouldContain($"`{tag}`");

        var listed = Rows("## Metrics").Select(row => row[4]).Concat(Rows("## Spans").Select(row => row[^1]))
            .SelectMany(cell => cell.Split('`').Where((_, index) => index % 2 == 1));
        listed.Distinct().Except(tags).ShouldBeEmpty();
    }

    private static string KindOf(Instrument instrument) => instrument is Histogram<double> ? "histogram" : "counter";

    /// <summary>The cells of all tables below a heading, without their heads.</summary>
    private static List<string[]> Rows(string heading)
    {
        var start = Page.IndexOf(heading + "\n", StringComparison.Ordinal);
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var lines = Page[start..(end < 0 ? Page.Length : end)].Split('\n');
        return [.. lines.Where((line, index) => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal)
            && !lines[index + 1].StartsWith("|---", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))];
    }
}
