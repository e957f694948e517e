using System.Text.RegularExpressions;

namespace SeedanceGen.Rules;

/// <summary>
/// A <c>pattern</c> of the API description, an expression of ECMA-262: checked as a plain comparison when it is one, otherwise as an
/// expression of .NET that means the same.
/// </summary>
/// <remarks>
/// The expression runs without backtracking, so in linear time and with the same result everywhere. Only a runtime without that engine (the
/// .NET Framework, which some editors run the analyzers on) backtracks; there a match that needs more than 100 ms counts as accepted, and
/// the check at run time decides.
/// </remarks>
internal sealed class RulePattern
{
    private const string NotBlankSource = @"\S";

    /// <summary><c>RegexOptions.NonBacktracking</c>, which .NET Standard 2.0 does not name.</summary>
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private Regex? _expression;

    public RulePattern(string source)
    {
        Source = source;
        Prefixes = PrefixesOf(source);
    }

    /// <summary>The pattern as the API description has it.</summary>
    public string Source { get; }

    /// <summary>
    /// The texts that a value may start with, when the pattern says no more than that; otherwise empty. <c>^https://</c> has one.
    /// </summary>
    public string[] Prefixes { get; }

    /// <summary>Whether the pattern says no more than that the text is not blank.</summary>
    public bool IsNotBlank => Source == NotBlankSource;

    /// <summary>The schemes of the links that the pattern accepts, when it says no more than that.</summary>
    public IEnumerable<string> Schemes => Prefixes.All(prefix => prefix.EndsWith("://", StringComparison.Ordinal))
        ? Prefixes.Select(prefix => prefix.Substring(0, prefix.Length - "://".Length))
        : [];

    /// <summary>Why a pattern cannot be checked; null when it can.</summary>
    public static string? ReasonAgainst(string source)
    {
        if (EcmaPattern.Translate(source, out var reason) is not { } expression)
            return reason;

        try
        {
            _ = new Regex(expression, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    public bool Accepts(string text)
    {
        if (IsNotBlank)
            return HasVisibleCharacter(text);
        if (Prefixes.Length > 0)
            return StartsWithPrefix(text);

        try
        {
            return (_expression ??= Compile()).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private bool StartsWithPrefix(string text)
    {
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Makes an expression that is interpreted, so that it works where no code can be generated.</summary>
    private Regex Compile()
    {
        var expression = EcmaPattern.Translate(Source, out var reason)
            ?? throw new NotSupportedException($"The pattern '{Source}' is not supported: {reason}.");
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or NotSupportedException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, LongestMatch);
        }
    }

    /// <summary>
    /// Whether a text is not blank, as the expressions of JSON Schema (ECMA-262) define it; .NET differs in two characters.
    /// </summary>
    private static bool HasVisibleCharacter(string text)
    {
        foreach (var character in text)
        {
            if (character == '\u0085' || (!char.IsWhiteSpace(character) && character != '\ufeff'))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The prefixes of a pattern of <c>^</c> and literal characters, of which one may be optional: <c>^https?://</c> has two. Otherwise
    /// none.
    /// </summary>
    private static string[] PrefixesOf(string source)
    {
        var literal = source.Replace(@"\/", "/");
        var optional = literal.IndexOf('?');
        if (literal.Length < 2 || literal[0] != '^' || optional is 0 or 1)
            return [];

        for (var i = 1; i < literal.Length; i++)
        {
            if (i != optional
                && !(literal[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or ':' or '/' or '_' or '-'))
                return [];
        }

        return optional < 0
            ? [literal.Substring(1)]
            :
            [
                literal.Substring(1, optional - 1) + literal.Substring(optional + 1),
                literal.Substring(1, optional - 2) + literal.Substring(optional + 1),
            ];
    }
}
