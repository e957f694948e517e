using System.Globalization;

namespace SeedanceGen.Configuration;

/// <summary>One value of the configuration, read without regard to the machine's culture.</summary>
/// <param name="Key">Its full key, for the error that names it.</param>
/// <param name="Text">The value as it was written.</param>
internal readonly record struct ConfigurationValue(string Key, string Text)
{
    /// <summary>How a timeout without a bound is written.</summary>
    public const string Infinite = "Infinite";

    public int Integer() => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NotAccepted("a whole number");

    public double Number() => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NotAccepted("a number such as 2.5");

    public bool Flag() => bool.TryParse(Text, out var value) ? value : throw NotAccepted("true or false");

    public Uri Address() => !Text.TrimStart().StartsWith('/') && Uri.TryCreate(Text, UriKind.Absolute, out var value)
        ? value
        : throw NotAccepted($"an address such as {SeedanceOperations.DefaultBaseAddress}");

    /// <summary>A bare number is not accepted: it would be read as days, and was probably meant as seconds.</summary>
    public TimeSpan Time() => Text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(Text, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NotAccepted("a time as hours:minutes:seconds, such as 00:01:30");

    public TimeSpan Bound() => string.Equals(Text, Infinite, StringComparison.OrdinalIgnoreCase) ? Timeout.InfiniteTimeSpan : Time();

    public T Choice<T>()
        where T : struct, Enum =>
        char.IsAsciiLetter(Text[0]) && Enum.TryParse<T>(Text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw NotAccepted(string.Join(" or ", Enum.GetNames<T>()));

    private SeedanceConfigurationException NotAccepted(string accepted) =>
        new(Key, OptionFault.NotAccepted(Key, OptionFault.Quote(Text), accepted).Message);
}
