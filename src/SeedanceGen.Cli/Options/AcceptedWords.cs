using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Options;

/// <summary>What the API description accepts for a field, in words for the help; models that accept the same are named together.</summary>
internal static class AcceptedWords
{
    public static string Of(Func<SeedanceModelRules, FieldRules> field)
    {
        var groups = SeedanceModels.All.GroupBy(rules => field(rules).Description, StringComparer.Ordinal).ToList();
        return groups.Count == 1
            ? groups[0].Key
            : string.Join("; ", groups.Select(group => $"{group.Key} ({string.Join(", ", group.Select(rules => rules.Model.Value))})"));
    }
}
