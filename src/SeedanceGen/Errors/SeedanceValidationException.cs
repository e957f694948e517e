using System.Globalization;
using SeedanceGen.Rules;

namespace SeedanceGen;

/// <summary>A request breaks rules of the API description. It was not sent, so nothing was charged.</summary>
public sealed class SeedanceValidationException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="violations">The violations in the order of the request's fields; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="violations"/> is empty.</exception>
    public SeedanceValidationException(IReadOnlyList<RuleViolation> violations)
        : base(Describe(violations), isOfOwnWords: true) =>
        Violations = violations;

    /// <summary>The violations in the order of the request's fields.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; }

    private static string Describe(IReadOnlyList<RuleViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (violations.Count == 0)
            throw new ArgumentException("A request without a violation is valid.", nameof(violations));
        if (violations.Count == 1)
            return violations[0].Message;

        var lines = violations.Select(violation => "- " + violation.Message);
        return string.Create(CultureInfo.InvariantCulture, $"The request breaks {violations.Count} rules:\n{string.Join('\n', lines)}");
    }
}
