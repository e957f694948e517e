namespace SeedanceGen.Generator.Yaml;

/// <summary>Where the schemas inside a schema stand.</summary>
internal static class SchemaParts
{
    private static readonly HashSet<string> Maps = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];

    private static readonly HashSet<string> Lists = ["allOf", "oneOf", "anyOf", "prefixItems"];

    private static readonly HashSet<string> Singles =
    [
        "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems",
        "unevaluatedProperties",
    ];

    /// <summary>The keywords whose schemas only validate: they describe no type.</summary>
    public static HashSet<string> Rules { get; } =
    [
        "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "oneOf", "anyOf",
        "prefixItems", "patternProperties", "dependentSchemas",
    ];

    public static bool IsMap(string keyword) => Maps.Contains(keyword);

    public static bool IsList(string keyword) => Lists.Contains(keyword);

    public static bool IsSingle(string keyword) => Singles.Contains(keyword);

    /// <summary>The value of a keyword with each schema in it changed; the text is the keyword, or the name in a map.</summary>
    public static SpecNode Change(SpecEntry entry, Func<SpecNode, string, SpecNode> change)
    {
        var keyword = entry.Key.Text;
        if (IsMap(keyword))
            return entry.Value.Values(inner => change(inner.Value, inner.Key.Text));
        if (IsList(keyword))
            return entry.Value.Items(inner => change(inner, keyword));
        return IsSingle(keyword) && entry.Value is SpecMap ? change(entry.Value, keyword) : entry.Value;
    }
}
