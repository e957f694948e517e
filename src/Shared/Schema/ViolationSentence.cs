namespace SeedanceGen.Rules.Schema;

/// <summary>The sentence about a violation, at run time and in the editor: fault, "but", who, claim, and advice.</summary>
/// <param name="Fault">What is wrong: <c>duration is 7</c>.</param>
/// <param name="Claim">What the model says about it: <c>accepts 5 or 10 seconds</c>.</param>
/// <param name="Advice">What to do; null when the claim says it.</param>
internal readonly record struct ViolationSentence(string Fault, string Claim, string? Advice)
{
    /// <summary>The sentence.</summary>
    /// <param name="rule">The keyword that refuses the value.</param>
    /// <param name="field">The field; empty for the whole request.</param>
    /// <param name="shown">The rejected value as a person reads it.</param>
    /// <param name="isContainer">Whether the value is an object or a list.</param>
    /// <param name="accepted">What is accepted, in words that complete "accepts".</param>
    public static ViolationSentence Of(string rule, string field, string shown, bool isContainer, string accepted)
    {
        var place = field.Length == 0 ? "The request" : field;
        var accepts = "accepts " + accepted;
        return rule switch
        {
            "required" => new($"{field} is missing", $"requires it: set it to {accepted}", null),
            "minItems" or "minProperties" =>
                new($"{place} has {shown} values", accepts, field.Length == 0 ? "add some" : "add some, or leave it out"),
            "maxItems" or "maxProperties" => new($"{place} has {shown} values", accepts, "remove some"),
            "dependentRequired" => new($"{field} is missing", accepts, "set it, or leave the other field out"),
            "additionalProperties" or UnevaluatedRule.Keyword => new($"{field} is not known", accepts, "leave it out"),
            "not" or "anyOf" or "oneOf" when isContainer =>
                new($"{place} has fields that do not go together", accepts, "change one of them, add one, or leave one out"),
            UnevaluatedItemsRule.Keyword => new($"{field} is {shown}", accepts, "leave it out"),
            "type" when field.Length == 0 => new($"{place} has a value that JSON cannot hold", accepts, "change it"),
            "uniqueItems" => new($"{field} repeats {shown}", accepts, "remove it"),
            _ => new($"{field} is {shown}", accepts, "set an accepted value"),
        };
    }
}
