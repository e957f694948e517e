using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Rules;

/// <summary>Words a violation for a person who may see it in a log: texts are shortened, links lose what may be secret in them.</summary>
internal static class ViolationText
{
    private const int LongestText = 60;

    public static string Of(RuleViolation violation)
    {
        var who = violation.Model.Length == 0 ? "the API" : Shortened(violation.Model);
        return violation.Rule switch
        {
            "required" => $"{violation.Field} is missing, but {who} requires it: set it to {violation.Accepted}.",
            "minItems" or "minProperties" =>
                $"{violation.Field} has {Shown(violation.Value)} values, but {who} accepts {violation.Accepted}: "
                + "add some, or leave it out.",
            "maxItems" or "maxProperties" =>
                $"{violation.Field} has {Shown(violation.Value)} values, but {who} accepts {violation.Accepted}: remove some.",
            "dependentRequired" =>
                $"{violation.Field} is missing, but {who} accepts {violation.Accepted}: set it, or leave the other field out.",
            "additionalProperties" => $"{violation.Field} is not known, but {who} accepts {violation.Accepted}: leave it out.",
            "not" or "anyOf" or "oneOf" when violation.Value is JsonElement =>
                $"{PlaceOf(violation)} has fields that do not go together, but {who} accepts {violation.Accepted}: "
                + "change one of them, add one, or leave one out.",
            "type" when violation.Field.Length == 0 =>
                $"{PlaceOf(violation)} has a value that JSON cannot hold, but {who} accepts {violation.Accepted}: change it.",
            "uniqueItems" => $"{violation.Field} repeats {Shown(violation.Value)}, but {who} accepts {violation.Accepted}: remove it.",
            _ => $"{violation.Field} is {Shown(violation.Value)}, but {who} accepts {violation.Accepted}: change it to that.",
        };
    }

    private static string PlaceOf(RuleViolation violation) => violation.Field.Length == 0 ? "The request" : violation.Field;

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        JsonElement { ValueKind: JsonValueKind.Object } => "an object",
        JsonElement { ValueKind: JsonValueKind.Array } => "a list",
        bool flag => flag ? "true" : "false",
        Uri uri => Shortened(WithoutSecrets(uri)),
        string { Length: 0 } => "empty",
        string text when string.IsNullOrWhiteSpace(text) => "blank",
        string text => Shortened(text),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Shortened(value.ToString() ?? string.Empty),
    };

    /// <summary>Neither user and password nor query and fragment: signed links carry their signature there.</summary>
    private static string WithoutSecrets(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString.Split('?', '#')[0];

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= LongestText)
            return line;

        var end = char.IsHighSurrogate(line[LongestText - 1]) ? LongestText - 1 : LongestText;
        return string.Concat(line.AsSpan(0, end), "…");
    }
}
