using SeedanceGen.Texts;

namespace SeedanceGen.Settings;

/// <summary>One fault of the options.</summary>
/// <param name="Setting">The option, configuration key or environment variable at fault.</param>
/// <param name="Message">Its value, and what is accepted. Never contains the key.</param>
internal readonly record struct OptionFault(string Setting, string Message)
{
    /// <summary>The fault of a value that is not accepted.</summary>
    public static OptionFault NotAccepted(string setting, object? value, string accepted) =>
        new(setting, FormattableString.Invariant($"{setting} is {value ?? "null"}; accepted is {accepted}."));

    /// <summary>A value as it was written, on one line. A key that stands in the wrong place is not shown.</summary>
    public static string Quote(string value) =>
        KeyShape.MayBeIn(Uri.UnescapeDataString(value)) ? "an API key" : $"'{OutsideText.Label(value)}'";
}
