using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>A value that is known while compiling, and the expression that has it.</summary>
/// <param name="Syntax">The expression that a message points at and a fix replaces.</param>
/// <param name="Display">The value as a message shows it.</param>
/// <param name="Rule">The value as the rules check it; missing when only the member is known.</param>
/// <param name="Member">The static property of an open enumeration; null for anything else.</param>
internal sealed record KnownValue(SyntaxNode Syntax, string Display, RuleValue Rule, string? Member = null)
{
    private const int LongestShown = 60;
    private const string SchemeEnd = "://";

    /// <summary>The number; null for anything else.</summary>
    public double? Number => Rule.IsNumber ? Rule.Number : null;

    /// <summary>
    /// The text as it is sent, also that of a URL or a truth value; null for a number, and when only the member is known.
    /// </summary>
    public string? Text => Rule.Kind is RuleValueKind.Text or RuleValueKind.Flag ? Rule.Text : null;

    /// <summary>A constant of C#; null for one that no rule is about.</summary>
    public static KnownValue? OfConstant(SyntaxNode syntax, object? constant) => constant switch
    {
        string text => OfText(syntax, text),
        bool flag => new(syntax, flag ? "true" : "false", RuleValue.Of(flag)),
        int or long or short or sbyte or byte or ushort or uint =>
            new(syntax, Shown(constant), RuleValue.Of(Convert.ToInt64(constant, CultureInfo.InvariantCulture))),
        float single => new(syntax, Shown(constant), RuleValue.Of(single)),
        ulong or double or decimal =>
            new(syntax, Shown(constant), RuleValue.Of(Convert.ToDouble(constant, CultureInfo.InvariantCulture))),
        _ => null,
    };

    public static KnownValue OfText(SyntaxNode syntax, string text) => new(syntax, Quoted(text), RuleValue.Of(text));

    public static KnownValue OfMember(SyntaxNode syntax, string member) => new(syntax, member, default, member);

    /// <summary>As C# writes it, in every culture alike.</summary>
    private static string Shown(object constant) => Convert.ToString(constant, CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A text of the source as a message shows it: on one line, and not a page long.</summary>
    private static string Quoted(string text)
    {
        var shown = WithoutSecrets(text);
        if (shown.Length <= LongestShown)
            return SymbolDisplay.FormatLiteral(shown, quote: true);

        var end = char.IsHighSurrogate(shown[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return SymbolDisplay.FormatLiteral(shown.Substring(0, end) + "…", quote: true);
    }

    /// <summary>A link without user, password, query and fragment: a build log is read by more people than the source.</summary>
    private static string WithoutSecrets(string text)
    {
        var scheme = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (scheme <= 0 || text.Any(char.IsWhiteSpace))
            return text;

        var end = text.IndexOfAny(['?', '#']);
        var link = end < 0 ? text : text.Substring(0, end);
        var user = link.LastIndexOf('@');
        return user > scheme ? link.Substring(0, scheme + SchemeEnd.Length) + link.Substring(user + 1) : link;
    }
}
