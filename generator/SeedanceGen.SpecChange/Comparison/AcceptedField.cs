using SeedanceGen.SpecChange.Listing;

namespace SeedanceGen.SpecChange.Comparison;

/// <summary>What one model takes in one field.</summary>
/// <param name="IsRequired">Whether it has to be given.</param>
/// <param name="Rules">All of them hold.</param>
internal sealed record AcceptedField(bool IsRequired, IReadOnlyList<AcceptedRule> Rules)
{
    /// <summary>The fields of a rule listing by model and field.</summary>
    public static Dictionary<(string Model, string Field), AcceptedField> Read(string listing) => ListingLines.Of(listing)
        .Select(line => line.Split(" | ", 3))
        .GroupBy(parts => (parts[0], parts[1]), parts => parts[2])
        .ToDictionary(field => field.Key, field => new AcceptedField(
            field.Contains(RuleListing.Required),
            [.. field.Where(text => text is not (RuleListing.Required or RuleListing.Optional)).Select(AcceptedRule.Parse)]));

    /// <summary>Whether each request that was fine by this field is fine by the other.</summary>
    public bool Implies(AcceptedField other) => (IsRequired || !other.IsRequired) && other.Rules.All(rule => Rules.Any(own => own.Implies(rule)));

    public bool IsSameAs(AcceptedField other) => ToString() == other.ToString();

    public override string ToString() => string.Join(", ", Rules.Select(rule => rule.Text).Prepend(IsRequired ? RuleListing.Required : RuleListing.Optional));
}
