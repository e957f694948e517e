using System.Text;

namespace SeedanceGen.Cli.Output;

/// <summary>What each model accepts, a line for each field; a field in which the models differ has a mark and a line for each of them.</summary>
internal static class RulesTable
{
    private const char Mark = '*';

    public static string Of(IReadOnlyList<SeedanceModelRules> models)
    {
        var fields = models[0].AllFields.Select(field => field.Field).ToList();
        var width = fields.Max(field => field.Length) + 1;
        var modelWidth = models.Max(model => model.Model.Value.Length);
        var table = new StringBuilder();
        foreach (var field in fields)
        {
            var accepted = models.Select(model => (Model: model.Model.Value, Words: WordsOf(model, field))).ToList();
            if (accepted.Select(model => model.Description).Distinct().Count() == 1)
            {
                table.Append(field.PadRight(width)).Append("  ").AppendLine(accepted[0].Description);
                continue;
            }

            var name = field + Mark;
            foreach (var (model, words) in accepted)
            {
                table.Append(name.PadRight(width)).Append("  ").Append(model.PadRight(modelWidth)).Append("  ").AppendLine(words);
                name = string.Empty;
            }
        }

        return table.AppendLine().Append(Mark).Append(" the models differ").ToString();
    }

    private static string WordsOf(SeedanceModelRules model, string field)
    {
        var rules = model.AllFields.FirstOrDefault(candidate => candidate.Field == field);
        return rules is null ? "not accepted" : rules.Description + (rules.IsRequired ? " (required)" : string.Empty);
    }
}
