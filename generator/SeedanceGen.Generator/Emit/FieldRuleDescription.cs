using SeedanceGen.Generator.Model;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Emit;

/// <summary>Says what is accepted, in words that follow "accepts". They are the <c>description</c> of the rules.</summary>
internal static class FieldRuleDescription
{
    /// <summary>The words for a field as a whole.</summary>
    public static string Of(PropertyModel property, Limits limits) => Of(property, FieldSchemas.RulesOf(property, limits));

    /// <summary>The same, of rules that are read already.</summary>
    public static string Of(PropertyModel property, RuleNode rules) => property.Type.Kind switch
    {
        ValueKind.List => RuleDescription.OfCount(rules, "value", "values") + ", each " + OfValue(property, rules.Items!),
        ValueKind.Map => rules.LimitsCount ? RuleDescription.OfCount(rules, "entry", "entries") : "a JSON object",
        _ => OfValue(property, rules),
    };

    /// <summary>The words for a value, or for each value of a list.</summary>
    public static string OfValue(PropertyModel property, RuleNode rules) => RuleDescription.OfValue(rules) ?? Any(property);

    private static string Any(PropertyModel property) => property.Type.ValueKind switch
    {
        _ when property.Type.Component is not null => "a JSON object",
        ValueKind.Text => "any text",
        ValueKind.Integer => "any whole number",
        ValueKind.Number => "any number",
        ValueKind.Flag => "true or false",
        ValueKind.JsonObject => "a JSON object",
        _ => "any value",
    };
}
