using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>A rule and one value, as each of the three sides meets them.</summary>
/// <param name="Rule">The position of the rule.</param>
/// <param name="Value">The value as a request holds it.</param>
/// <param name="Json">The value as it is sent.</param>
internal sealed record RulePair(int Rule, object Value, string Json)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="rule">The position of the rule.</param>
    /// <param name="value">The value as a request holds it.</param>
    /// <param name="random">Decides how texts are escaped: clients differ in it, and it changes no value.</param>
    public static RulePair Of(int rule, object value, Random random) => new(rule, value, JsonOf(value, random));

    /// <summary>The value as a user writes it in C#.</summary>
    public string Source() => SourceOf(Value);

    public static string Quote(string text) =>
        "\"" + string.Concat(text.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"))) + "\"";

    private static string JsonOf(object value, Random random) => value switch
    {
        Array items => "[" + string.Join(',', items.Cast<object>().Select(item => JsonOf(item, random))) + "]",
        Uri link => JsonOf(link.OriginalString, random),
        string text => JsonSerializer.Serialize(text, random.Next(2) == 0 ? JsonSerializerOptions.Default : Unescaped),
        _ => JsonSerializer.Serialize(value),
    };

    private static string SourceOf(object value) => value switch
    {
        Array items => $"new {value.GetType().GetElementType()}[] {{ {string.Join(", ", items.Cast<object>().Select(SourceOf))} }}",
        Uri link => $"new Uri({Quote(link.OriginalString)}, UriKind.RelativeOrAbsolute)",
        string text => Quote(text),
        long integer => string.Create(CultureInfo.InvariantCulture, $"{integer}L"),
        double number => string.Create(CultureInfo.InvariantCulture, $"{number:R}D"),
        bool flag => flag ? "true" : "false",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
