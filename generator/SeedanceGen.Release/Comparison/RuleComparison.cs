using System.Text.Json;
using SeedanceGen.Release.Surfaces;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares what the models accept. A narrower limit breaks programs although no signature changes; a wider one does not.
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
                yield return Found(VersionBump.Major, key, "is gone");
            else if (!field.IsSameAs(other))
                yield return Compared(key, field, other);
        }

        foreach (var ((model, name), field) in now.Where(pair => !old.ContainsKey(pair.Key)))
        {
            // A new model changes nothing for programs that do not use it.
            var breaks = field.IsRequired && models.Contains(model);
            yield return Found(breaks ? VersionBump.Major : VersionBump.Minor, (model, name), $"is new: {field}");
        }
    }

    /// <summary>The fields whose rules differ for any model.</summary>
    public static HashSet<string> ChangedFields(string accepted, string current)
    {
        var old = PackageSurface.Lines(accepted);
        var now = PackageSurface.Lines(current);
        return old.Except(now).Concat(now.Except(old)).Select(line => line.Split(" | ", 3)[1]).ToHashSet(StringComparer.Ordinal);
    }

    private static Change Compared((string Model, string Field) key, AcceptedField old, AcceptedField now) =>
        (old.Implies(now), now.Implies(old)) switch
        {
            (true, true) => Found(VersionBump.Patch, key, $"accepts the same, written differently: {old} → {now}"),
            (true, false) => Found(VersionBump.Minor, key, $"accepts more: {old} → {now}"),
            (false, true) => Found(VersionBump.Major, key, $"accepts less: {old} → {now}"),
            _ => Found(VersionBump.Major, key, $"accepts something else: {old} → {now}"),
        };

    private static Change Found(VersionBump bump, (string Model, string Field) key, string what) =>
        new(bump, ChangeArea.AcceptedValues, $"{(key.Model == RuleListing.AnyModel ? "any model" : key.Model)}: {key.Field} {what}");
}

/// <summary>What one model accepts in one field.</summary>
/// <param name="IsRequired">Whether the field is required.</param>
/// <param name="Rules">All of them apply.</param>
internal sealed record AcceptedField(bool IsRequired, IReadOnlyList<AcceptedRule> Rules)
{
    /// <summary>The fields of a rule listing by model and field.</summary>
    public static Dictionary<(string Model, string Field), AcceptedField> Read(string listing) => PackageSurface.Lines(listing)
        .Select(line => line.Split(" | ", 3))
        .GroupBy(parts => (parts[0], parts[1]), parts => parts[2])
        .ToDictionary(field => field.Key, field => new AcceptedField(
            field.Contains(RuleListing.Required),
            [.. field.Where(text => text is not (RuleListing.Required or RuleListing.Optional)).Select(AcceptedRule.Parse)]));

    /// <summary>Whether the other field accepts every request that this field accepts.</summary>
    public bool Implies(AcceptedField other) =>
        (IsRequired || !other.IsRequired) && other.Rules.All(rule => Rules.Any(own => own.Implies(rule)));

    public bool IsSameAs(AcceptedField other) => ToString() == other.ToString();

    public override string ToString() =>
        string.Join(", ", Rules.Select(rule => rule.Text).Prepend(IsRequired ? RuleListing.Required : RuleListing.Optional));
}

/// <summary>One rule of a rule listing.</summary>
/// <param name="Name">Which rule: <c>Range</c>, <c>Values</c> …</param>
/// <param name="Text">The whole rule as it is listed.</param>
/// <param name="Arguments">Its arguments, followed by its flags as strings.</param>
internal sealed record AcceptedRule(string Name, string Text, JsonElement[] Arguments)
{
    public static AcceptedRule Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new AcceptedRule(text[..space], text, JsonSerializer.Deserialize<JsonElement[]>(text[(space + 1)..])!);
    }

    /// <summary>Whether the other rule accepts everything that this rule accepts; false when that cannot be decided.</summary>
    public bool Implies(AcceptedRule other) => Text == other.Text || (Name, other.Name) switch
    {
        ("Range", "Range") => LowerLimit.CompareTo(other.LowerLimit) >= 0 && UpperLimit.CompareTo(other.UpperLimit) <= 0,
        ("Count" or "Length", "Count" or "Length") => Name == other.Name && Minimum >= other.Minimum && Maximum <= other.Maximum
            && (Has("Unique") || !other.Has("Unique")),
        ("Values", "Values") => Listed(0).IsSubsetOf(other.Listed(0)),
        ("Values", "Range") => Numbers.All(other.Contains),
        ("Values", "Multiple") => Numbers.All(number => number % other.Divisor == 0),
        ("Multiple", "Multiple") => Divisor % other.Divisor == 0,
        ("UriScheme", "UriScheme") => other.Listed(0).Count == 0 || Listed(0).Count > 0 && Listed(0).IsSubsetOf(other.Listed(0)),
        _ => false,
    };

    private double Divisor => Arguments[0].GetDouble();

    private double Minimum => Limit(0, double.NegativeInfinity);

    private double Maximum => Limit(1, double.PositiveInfinity);

    private (double Value, int Excluded) LowerLimit => (Minimum, Has("ExclusiveMinimum") ? 1 : 0);

    private (double Value, int Excluded) UpperLimit => (Maximum, Has("ExclusiveMaximum") ? -1 : 0);

    private IEnumerable<double> Numbers => Arguments[0].EnumerateArray()
        .Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN);

    private bool Contains(double number) => (number, 0).CompareTo(LowerLimit) >= 0 && (number, 0).CompareTo(UpperLimit) <= 0;

    private HashSet<string> Listed(int position) =>
        Arguments[position].EnumerateArray().Select(value => value.GetRawText()).ToHashSet(StringComparer.Ordinal);

    private double Limit(int position, double none) =>
        Arguments[position].ValueKind == JsonValueKind.Null ? none : Arguments[position].GetDouble();

    private bool Has(string flag) => Arguments.Any(argument => argument.ValueKind == JsonValueKind.String && argument.GetString() == flag);
}
