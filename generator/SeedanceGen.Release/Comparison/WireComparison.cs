using System.Text.Json;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares what is sent. An additional field is a minor change; a missing field, or one with other bytes, is a major one.
/// </summary>
internal static class WireComparison
{
    /// <param name="accepted">The listings by name.</param>
    /// <param name="current">The listings by name.</param>
    /// <param name="changedFields">
    /// Fields whose rules changed. Their samples differ for that reason, and the comparison of the rules covers them.
    /// </param>
    public static IEnumerable<Change> Between(
        IReadOnlyDictionary<string, string> accepted, IReadOnlyDictionary<string, string> current, HashSet<string> changedFields)
    {
        foreach (var (name, listing) in accepted)
        {
            var now = current.GetValueOrDefault(name, "");
            var changes = name is WireListing.Values or WireListing.Operations
                ? Lines(listing, now)
                : Requests(name, listing, now, changedFields);
            foreach (var change in changes)
                yield return change;
        }

        foreach (var name in current.Keys.Except(accepted.Keys).Order(StringComparer.Ordinal))
            yield return Found(VersionBump.Minor, $"{name} is new");
    }

    private static IEnumerable<Change> Lines(string accepted, string current)
    {
        var old = PackageSurface.Lines(accepted);
        var now = PackageSurface.Lines(current);
        return old.Except(now).Select(line => Found(VersionBump.Major, "- " + line))
            .Concat(now.Except(old).Select(line => Found(VersionBump.Minor, "+ " + line)));
    }

    private static List<Change> Requests(string builder, string accepted, string current, HashSet<string> changedFields)
    {
        if (accepted == current)
            return [];
        if (current.Length == 0)
            return [Found(VersionBump.Major, $"{builder} is gone")];

        // Another number of lines means that an option has more or fewer overloads, which is a change of the public surface.
        var changes = Bodies(accepted).Zip(Bodies(current), (old, now) => Fields(builder, old, now, changedFields))
            .SelectMany(found => found).Distinct().ToList();
        return changes.Count > 0
            ? changes
            : [Found(VersionBump.Patch, $"{builder}: the same fields, in another order or number of samples")];
    }

    private static IEnumerable<string> Bodies(string listing) =>
        PackageSurface.Lines(listing).Where(line => !line.StartsWith(WireListing.Note, StringComparison.Ordinal));

    private static IEnumerable<Change> Fields(string builder, string accepted, string current, HashSet<string> changedFields)
    {
        var old = Values(accepted);
        var now = Values(current);
        foreach (var (field, value) in old)
        {
            if (!now.TryGetValue(field, out var other))
                yield return Found(VersionBump.Major, $"{builder}: {field} is no longer sent");
            else if (value.ValueKind != other.ValueKind || value.GetRawText() != other.GetRawText())
            {
                var isOtherSample = value.ValueKind == other.ValueKind && changedFields.Contains(field);
                yield return Found(
                    isOtherSample ? VersionBump.Patch : VersionBump.Major,
                    $"{builder}: {field} is sent as {other.GetRawText()}, was {value.GetRawText()}");
            }
        }

        foreach (var (field, value) in now.Where(pair => !old.ContainsKey(pair.Key)))
            yield return Found(VersionBump.Minor, $"{builder}: {field} is sent, as {value.GetRawText()}");
    }

    private static Dictionary<string, JsonElement> Values(string body) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!;

    private static Change Found(VersionBump bump, string text) => new(bump, ChangeArea.Wire, text);
}
