using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Schema;

/// <summary>The keywords about texts. Length is counted in Unicode characters.</summary>
internal sealed class TextKeywords : SchemaRule
{
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    public TextRule? PatternRule { get; init; }

    public string? Format { get; init; }

    public override void Judge(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.String)
            return;

        var text = value.GetString()!;
        if (MinLength is { } minimum && Length(text) < minimum)
            run.Report("minLength", $"at least {Number(minimum)} characters", value);
        if (MaxLength is { } maximum && Length(text) > maximum)
            run.Report("maxLength", $"at most {Number(maximum)} characters", value);
        if (PatternRule is { } pattern && !pattern.Accepts(text))
            run.Report("pattern", $"a match of {Pattern}", value);
        if (Format is { } format && !TextFormat.Accepts(format, text))
            run.Report("format", $"the format {format}", value);
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
