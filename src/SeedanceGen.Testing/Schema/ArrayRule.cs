using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRule : SchemaRule
{
    public JsonSchema? Items { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public bool UniqueItems { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;

        var count = value.GetArrayLength();
        if (count < MinItems)
            run.Report("minItems", $"at least {Text(MinItems.Value)} items", Text(count) + " items");
        if (count > MaxItems)
            run.Report("maxItems", $"at most {Text(MaxItems.Value)} items", Text(count) + " items");
        if (UniqueItems && value.EnumerateArray().Select(item => item.GetRawText()).Distinct(StringComparer.Ordinal).Count() < count)
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
