using System.Globalization;

namespace SeedanceGen.Analyzers.Acceptance.Values;

/// <summary>Numbers of any C# type, as the rules compare them and as C# writes them, in every culture alike.</summary>
internal static class Numbers
{
    /// <summary>Beyond this, <see cref="decimal"/> overflows.</summary>
    private const double LargestDecimal = 7.9e28;

    public static double? From(object constant) => constant switch
    {
        int or long or short or sbyte or byte or ushort or uint or ulong or double or float or decimal =>
            Convert.ToDouble(constant, CultureInfo.InvariantCulture),
        _ => null,
    };

    public static string Display(object constant) => Convert.ToString(constant, CultureInfo.InvariantCulture) ?? string.Empty;

    public static bool IsWhole(double number) => Math.Floor(number) == number && !double.IsInfinity(number);

    /// <summary>
    /// Whether the number is a whole multiple. Decimal arithmetic, since 0.3 is a multiple of 0.1 for the one who wrote the rule.
    /// </summary>
    public static bool IsMultiple(double number, double divisor)
    {
        if (divisor <= 0 || double.IsNaN(number) || double.IsInfinity(number))
        {
            return false;
        }

        return FitsDecimal(number) && FitsDecimal(divisor) && (decimal)divisor != 0
            ? (decimal)number % (decimal)divisor == 0
            : number % divisor == 0;
    }

    public static bool FitsDecimal(double number) => Math.Abs(number) < LargestDecimal;
}
