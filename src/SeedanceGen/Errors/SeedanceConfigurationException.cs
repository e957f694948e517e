namespace SeedanceGen;

/// <summary>
/// The configuration of the client or of one call is not usable: the API key is missing or malformed, the base address is not HTTPS, or an
/// option has a value that is not accepted. Nothing was sent.
/// </summary>
/// <param name="setting">The option or environment variable at fault.</param>
/// <param name="message">What is wrong with it, what is accepted, and what to do next. Never contains the key.</param>
public sealed class SeedanceConfigurationException(string setting, string message)
    : SeedanceException(message, isOfOwnWords: true)
{
    /// <summary>The option or environment variable at fault.</summary>
    public string Setting { get; } = setting;
}
