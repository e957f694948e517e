using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRule : SchemaRule
{
    /// <summary>The schema of the items behind <see cref="First"/>; null when they may be anything.</summary>
    public JsonSchema? Items { get; init; }

    /// <summary>The schemas of the first items, one for each.</summary>
    public IReadOnlyList<JsonSchema> First { get; init; } = [];

    /// <summary>The schema that some items have to satisfy; null when there is no such rule.</summary>
    public JsonSchema? Contains { get; init; }

    public int FewestContained { get; init; } = 1;

    public int MostContained { get; init; } = int.MaxValue;

    public required RuleNode Limits { get; init; }

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var count = value.GetArrayLength();
        var broken = Limits.BrokenByCount(count);
        if (broken == RuleKeywords.MinimumCount)
            Report("minItems", $"at least {Text(Limits.MinimumCount)} items", count, run);
        if (broken == RuleKeywords.MaximumCount)
            Report("maxItems", $"at most {Text(Limits.MaximumCount)} items", count, run);
        if (Limits.UniqueItems && !value.EnumerateArray().All(KnownJson.IsWhole))
            run.Doubt();
        else if (Limits.UniqueItems && value.EnumerateArray().Select(Key).Distinct(StringComparer.Ordinal).Count() < count)
            run.Report("uniqueItems", "no item twice", "a repeated item", RuleDescription.OfCount(Limits, "value", "values"), "a value");
        if (Contains is not null)
            ValidateContained(value, Contains, run);
        if (Items is null && First.Count == 0)
            return;

        // Not by VisitItems: a delegate for each array would cost memory on every submission.
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            run.Enter(index);
            (index < First.Count ? First[index] : Items)?.Validate(item, run);
            run.Leave();
            index++;
        }
    }

    private void Report(string keyword, string expected, int count, SchemaRun run) =>
        run.Report(keyword, expected, Text(count) + " items", RuleDescription.OfCount(Limits, "value", "values"), count);

    private void ValidateContained(JsonElement value, JsonSchema contained, SchemaRun run)
    {
        var (count, possible) = (0, 0);
        foreach (var item in value.EnumerateArray())
        {
            var fit = run.FitOf(contained, item);
            count += fit == SchemaFit.Yes ? 1 : 0;
            possible += fit == SchemaFit.Unknown ? 1 : 0;
        }

        if (count + possible >= FewestContained && count <= MostContained)
        {
            if (count < FewestContained || count + possible > MostContained)
                run.Doubt();
            return;
        }

        var accepted = count < FewestContained ? $"at least {Text(FewestContained)}" : $"at most {Text(MostContained)}";
        run.Report(
            "contains", accepted + " of the items that it has to contain", Text(count) + " of them",
            run.IsTrial ? null : $"{accepted} of {SchemaDescription.Of(contained)}", count);
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
