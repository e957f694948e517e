using System.Text.RegularExpressions;

namespace SeedanceGen.Rules;

/// <summary>A <c>pattern</c> of the API description: as a plain comparison when it is one, otherwise as a regular expression.</summary>
internal sealed class TextRule
{
    private readonly string[]? _prefixes;
    private readonly string? _expression;
    private Regex? _regex;

    private TextRule(string[]? prefixes, string? expression)
    {
        _prefixes = prefixes;
        _expression = expression;
    }

    /// <summary>The pattern <c>\S</c>.</summary>
    public static TextRule NotBlank { get; } = new(null, null);

    /// <summary>A pattern such as <c>^https://</c>.</summary>
    public static TextRule StartsWith(params string[] prefixes) => new(prefixes, null);

    /// <summary>Any other pattern, in the syntax of .NET.</summary>
    public static TextRule Matches(string expression) => new(null, expression);

    public bool Accepts(string text) => (_prefixes, _expression) switch
    {
        ({ } prefixes, _) => StartsWithOne(text, prefixes),
        (_, { } expression) => Compiled(expression).IsMatch(text),
        _ => HasVisibleCharacter(text),
    };

    /// <summary>Not compiled to code, so it works where no code can be made; without backtracking, so it ends in linear time.</summary>
    private Regex Compiled(string expression) =>
        _regex ??= new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static bool StartsWithOne(string text, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Blank is what JSON Schema's expressions (ECMA-262) call so; .NET differs in two characters.</summary>
    private static bool HasVisibleCharacter(string text)
    {
        foreach (var character in text)
        {
            if (character == '\u0085' || (!char.IsWhiteSpace(character) && character != '\ufeff'))
                return true;
        }

        return false;
    }
}
