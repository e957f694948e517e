using System.Globalization;

namespace SeedanceGen.Cli.Output;

/// <summary>Credits in words.</summary>
internal static class Price
{
    public static string InWords(long? credits) => credits is { } amount
        ? string.Create(CultureInfo.InvariantCulture, $"{amount} {(amount == 1 ? "credit" : "credits")}")
        : "price not named";
}
