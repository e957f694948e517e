using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// Finds the property that decides: the one whose values every branch lists, each in its own way. Without branches it is the first required
/// property with an enumeration.
/// </summary>
internal sealed class DecidingProperty(PropertyTable properties, ProblemList problems)
{
    public int? Find(SpecMap schema, IReadOnlyList<IReadOnlyList<BranchModel>> groups)
    {
        var filled = groups.Where(group => group.Count > 0).ToList();
        if (filled.Count == 0)
            return FindWithoutBranches(schema);

        var candidates = filled.Select(Candidates).ToList();
        var common = candidates.Skip(1).Aggregate(candidates[0], (left, right) => [.. left.Intersect(right)]);
        if (common.Count > 0)
            return common.OrderByDescending(index => AreDistinct(filled, index))
                .ThenByDescending(index => properties.Items[index].IsRequired).First();

        var unclear = candidates.FindIndex(list => list.Count == 0);
        var place = filled[unclear < 0 ? 1 : unclear][0].Node;
        problems.Add(ProblemRules.UnusableVariants, place.Span, unclear < 0
            ? "Every oneOf or anyOf of the request must be decided by the same property"
            : "No property of the request has its values listed in each of these branches, so nothing decides between them");
        return null;
    }

    private int? FindWithoutBranches(SpecMap schema)
    {
        var index = properties.Items.FindIndex(property => property is { IsRequired: true, Type.Kind: ValueKind.Choice });
        if (index >= 0)
            return index;
        problems.Add(
            ProblemRules.UnusableVariants,
            schema.Span,
            "The request has neither branches nor a required property with an enumeration");
        return null;
    }

    /// <summary>The properties that each branch of a group lists the values of.</summary>
    private List<int> Candidates(IReadOnlyList<BranchModel> group) => [.. group[0].Values.Keys
        .Where(field => group.All(branch => branch.ValuesOf(field).Count > 0))
        .Select(properties.IndexOf)
        .Where(index => index >= 0 && properties.Items[index].Type.Kind is ValueKind.Choice or ValueKind.Text)
        .OrderBy(index => index)];

    private bool AreDistinct(List<IReadOnlyList<BranchModel>> groups, int index) => groups.All(group =>
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return group.SelectMany(branch => branch.ValuesOf(properties.Items[index].Field)).All(value => seen.Add(value.Text));
    });
}
