using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRule : SchemaRule
{
    public JsonSchema? Items { get; init; }

    public required RuleNode Limits { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var count = value.GetArrayLength();
        var broken = Limits.BrokenByCount(count);
        if (broken == RuleKeywords.MinimumCount)
            run.Report("minItems", $"at least {Text(Limits.MinimumCount)} items", Text(count) + " items");
        if (broken == RuleKeywords.MaximumCount)
            run.Report("maxItems", $"at most {Text(Limits.MaximumCount)} items", Text(count) + " items");
        if (Limits.UniqueItems && value.EnumerateArray().Select(Key).Distinct(StringComparer.Ordinal).Count() < count)
            run.Report("uniqueItems", "no item twice", "a repeated item");
        if (Items is null)
            return;

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            run.Enter(index++);
            Items.Judge(item, run);
            run.Leave();
        }
    }

    /// <summary>The same text for the same value, however it is written.</summary>
    private static string Key(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number => LimitRule.NumberOf(item).Key,
        JsonValueKind.String => '"' + item.GetString(),
        _ => item.GetRawText(),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
