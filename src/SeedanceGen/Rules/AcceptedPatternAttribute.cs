namespace SeedanceGen.Rules;

/// <summary>A text in which a regular expression is found.</summary>
/// <param name="pattern">
/// The expression in the syntax of .NET, already translated from the API description's. It uses neither backtracking nor look-around, so
/// it can be run with <see cref="System.Text.RegularExpressions.RegexOptions.NonBacktracking"/>.
/// </param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class AcceptedPatternAttribute(string pattern) : AcceptedAttribute
{
    /// <summary>The expression in the syntax of .NET; it needs to be found somewhere in the text unless it is anchored.</summary>
    public string Pattern { get; } = pattern;
}
