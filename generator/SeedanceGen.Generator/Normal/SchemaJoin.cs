using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Makes one schema of those that <c>allOf</c> joins. Where they differ, <c>allOf</c> stays, so that both hold.</summary>
internal static class SchemaJoin
{
    private static readonly HashSet<string> Annotations = ["description", "title", "example", "externalDocs", "default", "$comment"];

    public static SpecMap Of(SpecMap own, IEnumerable<SpecMap> parts)
    {
        var joined = own;
        var left = ((own["allOf"] as SpecList)?.Items ?? []).ToList();
        foreach (var part in parts)
        {
            var rest = new List<SpecEntry>();
            var before = joined;
            foreach (var entry in part.Entries)
                joined = Add(joined, before, part, entry, rest, left);
            if (rest.Count > 0)
                left.Add(new SpecMap(rest, part.Span));
        }

        return left.Count == 0 ? joined.Without("allOf") : joined.With("allOf", new SpecList(left, own.Span));
    }

    public static bool AreEqual(SpecNode left, SpecNode right) => (left, right) switch
    {
        (SpecScalar one, SpecScalar other) => one.Text == other.Text && one.IsText == other.IsText,
        (SpecList one, SpecList other) => one.Items.Count == other.Items.Count && one.Items.Zip(other.Items, AreEqual).All(same => same),
        (SpecMap one, SpecMap other) => one.Entries.Count == other.Entries.Count
            && one.Entries.All(entry => other[entry.Key.Text] is { } value && AreEqual(entry.Value, value)),
        _ => false,
    };

    private static SpecMap Add(SpecMap joined, SpecMap before, SpecMap part, SpecEntry entry, List<SpecEntry> rest, List<SpecNode> left)
    {
        var keyword = entry.Key.Text;
        switch (keyword)
        {
            case "allOf":
                left.AddRange((entry.Value as SpecList)?.Items ?? []);
                return joined;
            case "required" when joined[keyword] is SpecList names:
                var known = new HashSet<string>(names.Items.OfType<SpecScalar>().Select(name => name.Text), StringComparer.Ordinal);
                var more = ((entry.Value as SpecList)?.Items ?? []).Where(name => name is SpecScalar scalar && known.Add(scalar.Text));
                return joined.With(keyword, new SpecList([.. names.Items, .. more], names.Span));
            case "properties" when joined[keyword] is SpecMap properties:
                var added = (entry.Value as SpecMap)?.Entries ?? [];
                var again = added.Where(property => properties[property.Key.Text] is { } old && !AreEqual(old, property.Value)).ToList();
                if (again.Count > 0)
                    rest.Add(new SpecEntry(entry.Key, new SpecMap(again, entry.Value.Span)));
                var other = added.Where(property => properties.Find(property.Key.Text) is null);
                return joined.With(keyword, new SpecMap([.. properties.Entries, .. other], properties.Span));
        }

        // A limit and its flag belong together.
        var partner = Partner(keyword);
        var isFree = before.Find(keyword) is null && (partner is null || before.Find(partner) is null);
        if (isFree && joined.Find(keyword) is null)
            return new SpecMap([.. joined.Entries, entry], joined.Span);
        var isSaid = Annotations.Contains(keyword) || (joined[keyword] is { } value && AreEqual(value, entry.Value)
            && (partner is null
                || (joined[partner] is { } flag ? part[partner] is { } same && AreEqual(flag, same) : part[partner] is null)));
        if (!isSaid)
            rest.Add(entry);
        return joined;
    }

    private static string? Partner(string keyword) => keyword switch
    {
        "minimum" => "exclusiveMinimum",
        "maximum" => "exclusiveMaximum",
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        _ => null,
    };
}
