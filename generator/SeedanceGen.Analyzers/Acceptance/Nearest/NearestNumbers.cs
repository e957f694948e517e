using System.Globalization;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>The accepted numbers that are nearest to one that is not, as C# literals.</summary>
internal static class NearestNumbers
{
    /// <summary>A set of more numbers than this is not offered one by one.</summary>
    private const int SmallSet = 8;

    public static IEnumerable<string> Of(double number, ParameterRules parameter)
    {
        var rules = parameter.Values.OfType<NumberRule>().ToArray();
        var anchors = rules.SelectMany(rule => rule.Near(number)).ToArray();
        var steps = rules.OfType<MultipleRule>().SelectMany(rule => anchors.SelectMany(rule.Near));
        var candidates = anchors.Concat(steps);
        if (IsWhole(parameter.ValueType))
        {
            candidates = candidates.Concat([number]).SelectMany(Around);
        }

        return candidates
            .Where(candidate => Numbers.FitsDecimal(candidate) && rules.All(rule => rule.Accepts(candidate)))
            .Distinct()
            .OrderBy(candidate => Distance(candidate, number))
            .ThenBy(candidate => candidate)
            .Take(rules.OfType<NumberSetRule>().Any() ? SmallSet : 1)
            .Select(candidate => Literal(candidate, parameter.ValueType));
    }

    /// <summary>Whole numbers at a number, since a limit may be a fraction or be refused itself.</summary>
    private static IEnumerable<double> Around(double number) =>
        [Math.Floor(number) - 1, Math.Floor(number), Math.Ceiling(number), Math.Ceiling(number) + 1];

    /// <summary>In decimals as far as they reach: seen from far away, neighbours are equally far for a double.</summary>
    private static decimal Distance(double candidate, double number)
    {
        var reachable = Numbers.FitsDecimal(number) ? (decimal)number : number > 0 ? decimal.MaxValue / 2 : decimal.MinValue / 2;
        return Math.Abs((decimal)candidate / 2 - reachable / 2);
    }

    private static bool IsWhole(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static string Literal(double number, ITypeSymbol type)
    {
        var text = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return Numbers.IsWhole(number) ? text : text + type.SpecialType switch
        {
            SpecialType.System_Decimal => "m",
            SpecialType.System_Single => "f",
            _ => string.Empty,
        };
    }
}
