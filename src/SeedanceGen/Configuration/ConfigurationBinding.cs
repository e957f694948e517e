using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SeedanceGen.Configuration;

/// <summary>
/// Reads options from a configuration without reflection. An unknown key is an error, because a misspelt limit would limit nothing. An
/// unknown section is ignored: it may belong to another package.
/// </summary>
internal static class ConfigurationBinding
{
    private const string Wait = nameof(SeedanceClientOptions.WaitDefaults) + ":";

    /// <summary>The section's name in 1.x. A file that still has it is an error: its limits would not hold.</summary>
    private const string OldWait = "Wait:";

    private static readonly Dictionary<string, Action<SeedanceClientOptions, ConfigurationValue>> Options =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(SeedanceClientOptions.ApiKey)] = static (options, value) => options.ApiKey = value.Text,
            [nameof(SeedanceClientOptions.BaseAddress)] = static (options, value) => options.BaseAddress = value.Address(),
            [nameof(SeedanceClientOptions.AttemptTimeout)] = static (options, value) => options.AttemptTimeout = value.Bound(),
            [nameof(SeedanceClientOptions.ConnectTimeout)] = static (options, value) => options.ConnectTimeout = value.Bound(),
            [nameof(SeedanceClientOptions.TotalTimeout)] = static (options, value) => options.TotalTimeout = value.Bound(),
            [nameof(SeedanceClientOptions.MaxAttempts)] = static (options, value) => options.MaxAttempts = value.Integer(),
            [nameof(SeedanceClientOptions.RetryDelay)] = static (options, value) => options.RetryDelay = value.Time(),
            [nameof(SeedanceClientOptions.MaxRetryDelay)] = static (options, value) => options.MaxRetryDelay = value.Time(),
            [nameof(SeedanceClientOptions.MaxResponseBytes)] = static (options, value) => options.MaxResponseBytes = value.Integer(),
            [nameof(SeedanceClientOptions.MaxPollsPerSecond)] = static (options, value) => options.MaxPollsPerSecond = value.Number(),
            [nameof(SeedanceClientOptions.MaxCredits)] = static (options, value) => options.MaxCredits = value.Integer(),
            [Wait + nameof(WaitOptions.Timeout)] = OfWait(static (wait, value) => wait with { Timeout = value.Bound() }),
            [Wait + nameof(WaitOptions.PollInterval)] = OfWait(static (wait, value) => wait with { PollInterval = value.Time() }),
            [Wait + nameof(WaitOptions.MaxPollInterval)] = OfWait(static (wait, value) => wait with { MaxPollInterval = value.Time() }),
            [Wait + nameof(WaitOptions.ExpectWebhook)] = OfWait(static (wait, value) => wait with { ExpectWebhook = value.Flag() }),
            [Wait + nameof(WaitOptions.WebhookPollInterval)] =
                OfWait(static (wait, value) => wait with { WebhookPollInterval = value.Time() }),
            [Wait + nameof(WaitOptions.MaxUnusablePolls)] =
                OfWait(static (wait, value) => wait with { MaxUnusablePolls = value.Integer() }),
            [Wait + nameof(WaitOptions.UnusablePollsTimeout)] =
                OfWait(static (wait, value) => wait with { UnusablePollsTimeout = value.Time() }),
            [Wait + nameof(WaitOptions.UnknownJobTimeout)] = OfWait(static (wait, value) => wait with { UnknownJobTimeout = value.Time() }),
            [Wait + nameof(WaitOptions.LinkTimeout)] = OfWait(static (wait, value) => wait with { LinkTimeout = value.Time() }),
            [Wait + nameof(WaitOptions.OnTimeoutOrCancel)] =
                OfWait(static (wait, value) => wait with { OnTimeoutOrCancel = value.Choice<UnfinishedJobAction>() }),
        };

    /// <summary>Every key that is read, below the section of a client.</summary>
    public static IReadOnlyCollection<string> Keys => Options.Keys;

    /// <summary>Sets the options that the section has and leaves the others alone.</summary>
    /// <exception cref="SeedanceConfigurationException">Keys or values are not accepted; the message names all of them.</exception>
    public static void Bind(IConfiguration section, SeedanceClientOptions options)
    {
        var root = section is IConfigurationSection { Path: var path } ? path + ConfigurationPath.KeyDelimiter : string.Empty;
        var faults = new List<OptionFault>();
        foreach (var (key, text) in section.AsEnumerable(makePathsRelative: true))
        {
            if (string.IsNullOrEmpty(text))
                continue;

            try
            {
                if (Options.TryGetValue(key, out var set))
                    set(options, new ConfigurationValue(root + key, text));
                else if (ServerVariable(key) is { } variable)
                    options.SetServerVariable(variable.Name, text);
                else if (IsOwn(key))
                    faults.Add(new OptionFault(root + key, $"{root + key} is not an option. The options are {string.Join(", ", Keys)}."));
            }
            catch (SeedanceConfigurationException exception)
            {
                faults.Add(new OptionFault(exception.Setting, exception.Message));
            }
        }

        if (faults.Count > 0)
            throw OptionFault.ToException(faults);
    }

    private static ServerVariable? ServerVariable(string key) => SeedanceOperations.Server?.Variables
        .FirstOrDefault(variable => string.Equals(variable.Option, key, StringComparison.OrdinalIgnoreCase));

    private static Action<SeedanceClientOptions, ConfigurationValue> OfWait(Func<WaitOptions, ConfigurationValue, WaitOptions> change) =>
        (options, value) => options.WaitDefaults = change(options.WaitDefaults, value);

    private static bool IsOwn(string key) => !key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
        || key.StartsWith(Wait, StringComparison.OrdinalIgnoreCase)
        || key.StartsWith(OldWait, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One value of the configuration. The machine's culture does not matter.</summary>
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

    public Uri Address() => !Text.TrimStart().StartsWith('/') && Uri.TryCreate(Text, UriKind.Absolute, out var value)
        ? value
        : throw NotAccepted($"an address such as {SeedanceOperations.DefaultBaseAddress}");

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

    private SeedanceConfigurationException NotAccepted(string accepted) =>
        new(Key, OptionFault.NotAccepted(Key, OptionFault.Quote(Text), accepted).Message);
}
