using System.Text.RegularExpressions;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>A text in which a regular expression is found.</summary>
internal sealed class PatternRule(string pattern, string words) : ValueRule(words)
{
    /// <summary>An editor asks while the user types: a pattern that needs longer is left to the run time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Regex? _expression = Read(pattern);

    public override bool Accepts(KnownValue value)
    {
        if (value.Text is not { } text || _expression is null)
        {
            return true;
        }

        try
        {
            return _expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static Regex? Read(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            // Written for a newer .NET than the one that compiles: the run time judges it.
            return null;
        }
    }
}
