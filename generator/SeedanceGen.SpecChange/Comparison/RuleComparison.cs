namespace SeedanceGen.SpecChange.Comparison;

/// <summary>
/// Compares what the models accept. A limit that is narrower breaks programs though no signature changes; one that is wider does not.
/// </summary>
internal static class RuleComparison
{
    public static IEnumerable<Change> Between(string accepted, string current)
    {
        var old = AcceptedField.Read(accepted);
        var now = AcceptedField.Read(current);
        var models = old.Keys.Select(key => key.Model).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, field) in old)
        {
            if (!now.TryGetValue(key, out var other))
                yield return Found(Verdict.Major, key, "is gone");
            else if (!field.IsSameAs(other))
                yield return Compared(key, field, other);
        }

        foreach (var ((model, name), field) in now.Where(pair => !old.ContainsKey(pair.Key)))
        {
            // A new model asks nothing of those who do not use it.
            var breaks = field.IsRequired && models.Contains(model);
            yield return Found(breaks ? Verdict.Major : Verdict.Minor, (model, name), $"is new: {field}");
        }
    }

    /// <summary>The fields whose rules differ, whatever the model.</summary>
    public static HashSet<string> ChangedFields(string accepted, string current)
    {
        var old = ListingLines.Of(accepted);
        var now = ListingLines.Of(current);
        return old.Except(now).Concat(now.Except(old)).Select(line => line.Split(" | ", 3)[1]).ToHashSet(StringComparer.Ordinal);
    }

    private static Change Compared((string Model, string Field) key, AcceptedField old, AcceptedField now) => (old.Implies(now), now.Implies(old)) switch
    {
        (true, true) => Found(Verdict.Patch, key, $"accepts the same, written differently: {old} → {now}"),
        (true, false) => Found(Verdict.Minor, key, $"accepts more: {old} → {now}"),
        (false, true) => Found(Verdict.Major, key, $"accepts less: {old} → {now}"),
        _ => Found(Verdict.Major, key, $"accepts something else: {old} → {now}"),
    };

    private static Change Found(Verdict verdict, (string Model, string Field) key, string what) =>
        new(verdict, Area.AcceptedValues, $"{(key.Model == Listing.RuleListing.AnyModel ? "any model" : key.Model)}: {key.Field} {what}");
}
