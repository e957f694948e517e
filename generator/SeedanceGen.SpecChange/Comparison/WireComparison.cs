using System.Text.Json;
using SeedanceGen.SpecChange.Wire;

namespace SeedanceGen.SpecChange.Comparison;

/// <summary>Compares what is sent: a field more is fine, one less or one that is written differently is not.</summary>
internal static class WireComparison
{
    /// <param name="accepted">The listings by name.</param>
    /// <param name="current">The listings by name.</param>
    /// <param name="changedFields">Fields whose rules changed: another sample is sent for these, and the rules have been judged.</param>
    public static IEnumerable<Change> Between(
        IReadOnlyDictionary<string, string> accepted, IReadOnlyDictionary<string, string> current, HashSet<string> changedFields)
    {
        foreach (var (name, listing) in accepted)
        {
            var now = current.GetValueOrDefault(name, "");
            foreach (var change in name is WireListing.Values or WireListing.Operations ? Lines(listing, now) : Requests(name, listing, now, changedFields))
                yield return change;
        }

        foreach (var name in current.Keys.Except(accepted.Keys).Order(StringComparer.Ordinal))
            yield return Found(Verdict.Minor, $"{name} is new");
    }

    private static IEnumerable<Change> Lines(string accepted, string current)
    {
        var old = ListingLines.Of(accepted);
        var now = ListingLines.Of(current);
        return old.Except(now).Select(line => Found(Verdict.Major, "- " + line))
            .Concat(now.Except(old).Select(line => Found(Verdict.Minor, "+ " + line)));
    }

    private static List<Change> Requests(string builder, string accepted, string current, HashSet<string> changedFields)
    {
        if (accepted == current)
            return [];
        if (current.Length == 0)
            return [Found(Verdict.Major, $"{builder} is gone")];

        // Another number of lines means that an option has more or fewer overloads, which the public surface says.
        var changes = Bodies(accepted).Zip(Bodies(current), (old, now) => Fields(builder, old, now, changedFields)).SelectMany(found => found).Distinct().ToList();
        return changes.Count > 0 ? changes : [Found(Verdict.Patch, $"{builder}: the same fields, in another order or number of samples")];
    }

    private static IEnumerable<string> Bodies(string listing) =>
        ListingLines.Of(listing).Where(line => !line.StartsWith(WireListing.Note, StringComparison.Ordinal));

    private static IEnumerable<Change> Fields(string builder, string accepted, string current, HashSet<string> changedFields)
    {
        var old = Values(accepted);
        var now = Values(current);
        foreach (var (field, value) in old)
        {
            if (!now.TryGetValue(field, out var other))
                yield return Found(Verdict.Major, $"{builder}: {field} is no longer sent");
            else if (value.ValueKind != other.ValueKind || value.GetRawText() != other.GetRawText())
                yield return Found(value.ValueKind == other.ValueKind && changedFields.Contains(field) ? Verdict.Patch : Verdict.Major, $"{builder}: {field} is sent as {other.GetRawText()}, was {value.GetRawText()}");
        }

        foreach (var (field, value) in now.Where(pair => !old.ContainsKey(pair.Key)))
            yield return Found(Verdict.Minor, $"{builder}: {field} is sent, as {value.GetRawText()}");
    }

    private static Dictionary<string, JsonElement> Values(string body) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!;

    private static Change Found(Verdict verdict, string text) => new(verdict, Area.Wire, text);
}
