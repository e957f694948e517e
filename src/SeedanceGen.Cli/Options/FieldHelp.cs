namespace SeedanceGen.Cli.Options;

/// <summary>How the option of a field is explained, in words of the API description.</summary>
internal static class FieldHelp
{
    private const string SuchAsJson = ", such as {\"key\": \"value\"}, or @ and the name of a file with JSON";

    /// <summary>What the help shows in place of the value.</summary>
    public static string ValueNameOf(DescribedField field)
    {
        var value = field.Item ?? field;
        return value.Kind switch
        {
            _ when field.IsStructured || (field.Kind == FieldKind.List && value.Kind is FieldKind.List or FieldKind.Object) => "JSON",
            FieldKind.Map => "KEY=VALUE",
            FieldKind.Url => "URL",
            FieldKind.File => "FILE",
            FieldKind.Integer or FieldKind.Number => (value.Unit ?? field.Unit)?.ToUpperInvariant() ?? "NUMBER",
            _ when value.Values.Count > 0 => PlainText.Kebab(field.Name).Split('-')[^1].ToUpperInvariant(),
            _ => "TEXT",
        };
    }

    /// <summary>What the help says of a field: its summary, its default, and what it accepts.</summary>
    /// <param name="field">The field.</param>
    /// <param name="hasModelRules">Whether the models may differ in what they accept.</param>
    public static string Of(DescribedField field, bool hasModelRules)
    {
        var summary = field.Summary.Length > 0 ? field.Summary : $"The field {field.Name}";
        if (field.IsDeprecated)
            summary += " (deprecated)";
        if (hasModelRules && field is { IsRequired: true, Values.Count: > 0 })
            summary += $", {field.Values[0]} by default";
        else if (field.IsRequired)
            summary += " (required)";

        var accepted = field.Values.Count > 0 ? ListOf(field)
            : hasModelRules && !field.IsStructured ? PerModel(field)
            : field.Accepts;
        return field.Kind switch
        {
            FieldKind.List when field.IsStructured =>
                $"{summary}; a JSON object, repeatable, a JSON list, or @FILE{(accepted.Length > 0 ? $": {accepted}" : string.Empty)}",
            FieldKind.Map => $"{summary}; repeatable",
            FieldKind.List when accepted.Length > 0 => $"{summary}; repeat the option for {accepted}",
            FieldKind.List => $"{summary}; repeatable",
            FieldKind.Object => $"{summary}; a JSON object, @FILE, or the options below",
            FieldKind.Url when accepted == "an absolute URL" => summary,
            _ when accepted.Length > 0 => $"{summary}: {accepted}",
            _ => summary,
        };
    }

    /// <summary>What a field accepts, as the end of the sentence "It accepts …" in an error.</summary>
    public static string AcceptsOf(DescribedField field)
    {
        var value = field.Item ?? field;
        return value.Kind switch
        {
            _ when field.Kind == FieldKind.List && field.IsStructured => "JSON" + SuchAsJson,
            FieldKind.Object => "a JSON object" + SuchAsJson,
            FieldKind.Map => "KEY=VALUE, such as projectId=proj_1001",
            FieldKind.Integer => $"{(value.Unit is { } unit ? $"whole {unit}" : "whole numbers")}, such as 5",
            FieldKind.Number => $"{value.Unit ?? "numbers"}, such as 0.5",
            FieldKind.Boolean => "true or false",
            FieldKind.Url => "a URL",
            _ => "a text",
        };
    }

    /// <summary>The accepted values, the deprecated ones with a mark.</summary>
    private static string ListOf(DescribedField field)
    {
        var deprecated = field.DeprecatedValues;
        return string.Join(
            ", ",
            field.Values.Select(value => deprecated.Contains(value, StringComparer.Ordinal) ? $"{value} (deprecated)" : value));
    }

    /// <summary>What the models accept for a field; models that accept the same are named together.</summary>
    private static string PerModel(DescribedField field)
    {
        var groups = SeedanceModels.All
            .Select(rules => (rules.Model, Rules: rules.AllFields.FirstOrDefault(own => own.Field == field.Name)))
            .Where(own => own.Rules is not null)
            .GroupBy(own => own.Rules!.Description, StringComparer.Ordinal)
            .ToList();
        return groups.Count switch
        {
            0 => field.Accepts,
            1 => groups[0].Key,
            _ => string.Join("; ", groups.Select(group => $"{group.Key} ({string.Join(", ", group.Select(own => own.Model.Value))})")),
        };
    }
}
