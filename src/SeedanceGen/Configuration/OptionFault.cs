namespace SeedanceGen.Configuration;

/// <summary>One thing that is wrong with the options.</summary>
/// <param name="Setting">The option, the configuration key or the environment variable at fault.</param>
/// <param name="Message">What its value is, and what is accepted. Never contains the key.</param>
internal readonly record struct OptionFault(string Setting, string Message)
{
    /// <summary>A value that is not one of those that are accepted.</summary>
    public static OptionFault NotAccepted(string setting, object? value, string accepted) =>
        new(setting, FormattableString.Invariant($"{setting} is {value ?? "null"}; accepted is {accepted}."));

    /// <summary>A value as it was written; a key that got into the wrong place is not shown.</summary>
    public static string Quote(string value) => value.Contains("sd2_", StringComparison.OrdinalIgnoreCase) ? "an API key" : $"'{value}'";

    /// <summary>The error for one fault or more.</summary>
    public static SeedanceConfigurationException ToException(IReadOnlyList<OptionFault> faults) =>
        new(faults[0].Setting, string.Join(Environment.NewLine, faults.Select(fault => fault.Message)));
}
