using SeedanceGen.Generator.Yaml;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The limits of a parameter as the JSON Schema that the rule core reads. An open enumeration has none: the service may know more values.
/// </summary>
internal sealed class ParameterLimits(ReferenceResolver references, Func<SpecNode, string> write)
{
    /// <summary>The key of a parameter with the texts of its rules; each of them has to be kept.</summary>
    public const string Key = "x-sdk-rules";

    private static readonly HashSet<string> Limits =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems",
        "maxItems", "uniqueItems", "enum",
    ];

    private static readonly HashSet<string> Kept = [.. Limits, "type", "format", "x-unit", "items"];

    /// <summary>The parameter with its rules; as it is when it has none.</summary>
    public SpecMap Write(SpecMap parameter)
    {
        if (parameter["schema"] is not { } schema || SchemaOf(schema) is not { } map)
            return parameter;

        // A path has no empty part anyway.
        if (parameter.TextOf("in") == "path" && map.TextOf("minLength") is "0" or "1")
            map = map.Without("minLength");
        var parts = ((map["allOf"] as SpecList)?.Items ?? []).OfType<SpecMap>()
            .Select(part => map.TextOf("type") is { } type ? part.With("type", SpecEdits.Text(type, part.Span)) : part);
        List<string> texts = [.. parts.Prepend(map).Select(Ruled).Where(HasLimits).Select(part => write(Described(part)))];
        return texts.Count == 0 ? parameter : parameter.With(Key, SpecEdits.Texts(texts, map.Span));
    }

    /// <summary>A schema in place; null for a component, which is an object or an open enumeration.</summary>
    private SpecMap? SchemaOf(SpecNode schema) =>
        SchemaRoles.ComponentOf(schema) is null ? references.Follow(schema) as SpecMap : null;

    private SpecMap Ruled(SpecMap map) => map.Only(entry => Kept.Contains(entry.Key.Text)
            && (entry.Key.Text != "format" || entry.Value is SpecScalar { Text: "uri" }))
        .Change("items", items => SchemaOf(items) is { } item ? Ruled(item) : SpecEdits.Map(items.Span));

    private static bool HasLimits(SpecMap map) => map["format"] is not null
        || map.Entries.Any(entry => Limits.Contains(entry.Key.Text)) || (map["items"] is SpecMap item && HasLimits(item));

    private SpecMap Described(SpecMap map)
    {
        var rules = RuleSchema.Read(write(map));
        if (map["items"] is not SpecMap item)
            return With(map, WordsOf(rules));
        var each = WordsOf(rules.Items!);
        return With(map.With("items", With(item, each)), $"{RuleDescription.OfCount(rules, "value", "values")}, each {each}");

        static SpecMap With(SpecMap map, string words) => map.With("description", SpecEdits.Text(words, map.Span));
    }

    private static string WordsOf(RuleNode rules) => RuleDescription.OfValue(rules) ?? "any value";
}
