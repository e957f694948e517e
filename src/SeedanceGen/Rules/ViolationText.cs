using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Texts;

namespace SeedanceGen.Rules;

/// <summary>Words a violation for a person who may see it in a log: texts are shortened, links lose what may be secret in them.</summary>
internal static class ViolationText
{
    private const int LongestText = 60;

    public static string Of(RuleViolation violation)
    {
        var who = violation.Model.Length == 0 ? "the API" : Shortened(violation.Model);
        var sentence = ViolationSentence.Of(
            violation.Rule, violation.Field, Shown(violation.Value), violation.Value is JsonElement, violation.Accepted);
        var advice = sentence.Advice is null ? string.Empty : ": " + sentence.Advice;
        return $"{sentence.Fault}, but {who} {sentence.Claim}{advice}.";
    }

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

    /// <summary>The link without user, password, query and fragment: signed links carry their signature there.</summary>
    private static string WithoutSecrets(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString.Split('?', '#')[0];

    private static string Shortened(string text)
    {
        var line = OutsideText.Label(text);
        if (line.Length <= LongestText)
            return line;

        var end = char.IsHighSurrogate(line[LongestText - 1]) ? LongestText - 1 : LongestText;
        return string.Concat(line.AsSpan(0, end), "…");
    }
}
