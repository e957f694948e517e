using System.Globalization;
using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Yaml;

/// <summary>Makes trees from trees. What is made has the place of what it was made from.</summary>
internal static class SpecEdits
{
    public static SpecScalar Text(string text, SpecSpan span) => new(text, isPlain: false, span);

    public static SpecScalar Truth(SpecSpan span) => new("true", isPlain: true, span);

    public static SpecScalar Number(decimal number, SpecSpan span) =>
        new(number.ToString(CultureInfo.InvariantCulture), isPlain: true, span);

    public static SpecEntry Entry(string key, SpecNode value) => new(Text(key, value.Span), value);

    public static SpecMap Map(SpecSpan span, params SpecEntry[] entries) => new(entries, span);

    public static SpecList Texts(IEnumerable<string> texts, SpecSpan span) => new([.. texts.Select(text => Text(text, span))], span);

    /// <summary>A reference to a component.</summary>
    public static SpecMap Reference(string component, SpecSpan span) =>
        Map(span, Entry("$ref", Text(ReferenceResolver.Schemas + component.Replace("~", "~0").Replace("/", "~1"), span)));

    public static string? TextOf(this SpecMap map, string key) => map[key] is SpecScalar { IsNull: false } scalar ? scalar.Text : null;

    public static bool IsTrue(this SpecMap map, string key) =>
        map[key] is SpecScalar scalar && scalar.TryGetTruthValue(out var value) && value;

    /// <summary>The map with a value at a key: in its old place, otherwise at the end.</summary>
    public static SpecMap With(this SpecMap map, string key, SpecNode value) => map.Find(key) is { } old
        ? new SpecMap([.. map.Entries.Select(entry => entry == old ? old with { Value = value } : entry)], map.Span)
        : new SpecMap([.. map.Entries, Entry(key, value)], map.Span);

    public static SpecMap Without(this SpecMap map, params string[] keys) =>
        map.Only(entry => !keys.Contains(entry.Key.Text));

    public static SpecMap Only(this SpecMap map, Func<SpecEntry, bool> isKept) =>
        map.Entries.All(isKept) ? map : new SpecMap([.. map.Entries.Where(isKept)], map.Span);

    /// <summary>The map with the same keys and other values; what is no map stays as it is.</summary>
    public static SpecNode Values(this SpecNode node, Func<SpecEntry, SpecNode> change) => node is SpecMap map
        ? new SpecMap([.. map.Entries.Select(entry => entry with { Value = change(entry) })], map.Span)
        : node;

    /// <summary>The list with other items; what is no list stays as it is.</summary>
    public static SpecNode Items(this SpecNode node, Func<SpecNode, SpecNode> change) => node is SpecList list
        ? new SpecList([.. list.Items.Select(change)], list.Span)
        : node;

    /// <summary>The map with another value at a key that it has.</summary>
    public static SpecMap Change(this SpecMap map, string key, Func<SpecNode, SpecNode> change) =>
        map[key] is { } value ? map.With(key, change(value)) : map;
}
