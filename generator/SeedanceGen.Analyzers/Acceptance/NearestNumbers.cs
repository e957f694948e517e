using System.Globalization;
using Microsoft.CodeAnalysis;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>The accepted numbers that are nearest to one that is not.</summary>
internal static class NearestNumbers
{
    /// <summary>A set of more numbers than this is not offered one by one.</summary>
    private const int SmallSet = 8;

    /// <summary>Beyond this, <see cref="decimal"/> overflows.</summary>
    private const double LargestDecimal = 7.9e28;

    /// <summary>The nearest accepted numbers as C# literals.</summary>
    public static IEnumerable<string> Of(double number, ParameterRules parameter)
    {
        var rules = parameter.Value;
        var anchors = rules.Numbers.Concat(MissedLimit(number, rules)).Concat(Multiples(number, rules)).ToArray();
        var candidates = anchors.Concat(anchors.SelectMany(anchor => Multiples(anchor, rules)));
        if (IsWhole(parameter.ValueType))
            candidates = candidates.Concat([number]).SelectMany(Around);

        return candidates
            .Where(candidate => FitsDecimal(candidate) && Accepts(candidate, rules))
            .Distinct()
            .OrderBy(candidate => Distance(candidate, number))
            .ThenBy(candidate => candidate)
            .Take(rules.Numbers.Length > 0 ? SmallSet : 1)
            .Select(candidate => Literal(candidate, parameter.ValueType));
    }

    /// <summary>The nearest accepted numbers as members of a C# enumeration.</summary>
    public static IEnumerable<string> MembersOf(INamedTypeSymbol enumeration, double number, RuleNode rules) =>
        from field in enumeration.GetMembers().OfType<IFieldSymbol>()
        where field.HasConstantValue
        let value = Convert.ToDouble(field.ConstantValue, CultureInfo.InvariantCulture)
        where Accepts(value, rules)
        orderby Math.Abs(value - number)
        select field.Name;

    private static bool Accepts(double number, RuleNode rules) => rules.BrokenBy(RuleValue.Of(number)) == RuleKeywords.None;

    /// <summary>The limit that was missed, never the other one: 0 does not become 1 because 0 itself is rejected.</summary>
    private static IEnumerable<double> MissedLimit(double number, RuleNode rules) =>
        number <= rules.Minimum ? [rules.Minimum] : number >= rules.Maximum ? [rules.Maximum] : [];

    /// <summary>The multiples below and above a number.</summary>
    private static IEnumerable<double> Multiples(double number, RuleNode rules)
    {
        foreach (var divisor in rules.Divisors)
        {
            // Neither the quotient nor the multiples may overflow.
            if (!FitsDecimal(Math.Abs(number) + divisor) || !FitsDecimal(number / divisor) || (decimal)divisor == 0)
                continue;

            var below = decimal.Floor((decimal)number / (decimal)divisor) * (decimal)divisor;
            yield return (double)below;
            yield return (double)(below + (decimal)divisor);
        }
    }

    /// <summary>Whole numbers at a number, since a limit may be a fraction or be excluded itself.</summary>
    private static IEnumerable<double> Around(double number) =>
        [Math.Floor(number) - 1, Math.Floor(number), Math.Ceiling(number), Math.Ceiling(number) + 1];

    /// <summary>
    /// The distance in decimals, as far as they reach: with doubles, two candidates that are far from the number could be equally far.
    /// </summary>
    private static decimal Distance(double candidate, double number)
    {
        var reachable = FitsDecimal(number) ? (decimal)number : number > 0 ? decimal.MaxValue / 2 : decimal.MinValue / 2;
        return Math.Abs((decimal)candidate / 2 - reachable / 2);
    }

    private static bool FitsDecimal(double number) => Math.Abs(number) < LargestDecimal;

    private static bool IsWhole(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static string Literal(double number, ITypeSymbol type)
    {
        var text = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return Math.Floor(number) == number ? text : text + type.SpecialType switch
        {
            SpecialType.System_Decimal => "m",
            SpecialType.System_Single => "f",
            _ => string.Empty,
        };
    }
}
