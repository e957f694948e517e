using System.Globalization;

namespace SeedanceGen.Settings;

/// <summary>One value of a configuration. The machine's culture does not matter.</summary>
/// <param name="Key">Its full key, for the error that names it.</param>
/// <param name="Text">The value as it was written.</param>
internal readonly record struct ConfigurationValue(string Key, string Text)
{
    /// <summary>The value of a timeout without a bound.</summary>
    private const string Infinite = "Infinite";

    public int Integer() => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NotAccepted("a whole number");

    public double Number() => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NotAccepted("a number such as 2.5");

    public bool Flag() => bool.TryParse(Text, out var value) ? value : throw NotAccepted("true or false");

    /// <summary>An absolute address.</summary>
    /// <param name="example">An accepted address, for the error.</param>
    public Uri Address(string example) => !Text.TrimStart().StartsWith('/') && Uri.TryCreate(Text, UriKind.Absolute, out var value)
        ? value
        : throw NotAccepted($"an address such as {example}");

    /// <summary>A bare number is not accepted: TimeSpan reads it as days, and its writer probably meant seconds.</summary>
    public TimeSpan Time() =>
        Text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(Text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw NotAccepted("a time as hours:minutes:seconds, such as 00:01:30");

    public TimeSpan Bound() => string.Equals(Text, Infinite, StringComparison.OrdinalIgnoreCase) ? Timeout.InfiniteTimeSpan : Time();

    public T Choice<T>()
        where T : struct, Enum =>
        char.IsAsciiLetter(Text[0]) && Enum.TryParse<T>(Text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw NotAccepted(string.Join(" or ", Enum.GetNames<T>()));

    private OptionFaultException NotAccepted(string accepted) => new(OptionFault.NotAccepted(Key, OptionFault.Quote(Text), accepted));
}

/// <summary>A value of a configuration that is not accepted. The reader of the section collects it.</summary>
internal sealed class OptionFaultException(OptionFault fault) : Exception(fault.Message)
{
    public OptionFault Fault { get; } = fault;
}
