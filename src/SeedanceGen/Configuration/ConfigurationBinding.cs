using Microsoft.Extensions.Configuration;
using SeedanceGen.Settings;

namespace SeedanceGen.Configuration;

/// <summary>Reads the options of a client from a configuration.</summary>
internal static class ConfigurationBinding
{
    private const string Wait = nameof(SeedanceClientOptions.WaitDefaults) + ":";

    private static readonly string Example = SeedanceOperations.DefaultBaseAddress.ToString();

    /// <summary>The section's name in 1.x. A file that still has it is an error: its limits would not hold.</summary>
    private const string OldWait = "WAIT";

    private static readonly Dictionary<string, Action<SeedanceClientOptions, ConfigurationValue>> Options =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(SeedanceClientOptions.ApiKey)] = static (options, value) => options.ApiKey = value.Text,
            [nameof(SeedanceClientOptions.BaseAddress)] = static (options, value) => options.BaseAddress = value.Address(Example),
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

    private static readonly SectionReader<SeedanceClientOptions> Reader = new(Options)
    {
        OtherNames = new Dictionary<string, string>
        {
            [SeedanceClientOptions.ApiKeyVariable] = nameof(SeedanceClientOptions.ApiKey),
            [WithoutPrefix(SeedanceClientOptions.ApiKeyVariable)] = nameof(SeedanceClientOptions.ApiKey),
            [SeedanceClientOptions.BaseAddressVariable] = nameof(SeedanceClientOptions.BaseAddress),
            [WithoutPrefix(SeedanceClientOptions.BaseAddressVariable)] = nameof(SeedanceClientOptions.BaseAddress),
        },
        MeantNames = new Dictionary<string, string>
        {
            ["KEY"] = nameof(SeedanceClientOptions.ApiKey),
            ["TOKEN"] = nameof(SeedanceClientOptions.ApiKey),
            ["SECRET"] = nameof(SeedanceClientOptions.ApiKey),
            ["BASEURL"] = nameof(SeedanceClientOptions.BaseAddress),
            ["BASEURI"] = nameof(SeedanceClientOptions.BaseAddress),
            ["URL"] = nameof(SeedanceClientOptions.BaseAddress),
            ["ENDPOINT"] = nameof(SeedanceClientOptions.BaseAddress),
            ["TIMEOUT"] = nameof(SeedanceClientOptions.TotalTimeout),
            ["MAXRETRIES"] = nameof(SeedanceClientOptions.MaxAttempts),
            ["RETRIES"] = nameof(SeedanceClientOptions.MaxAttempts),
        },
        OldSections = new Dictionary<string, string> { [OldWait] = nameof(SeedanceClientOptions.WaitDefaults) },
        SetOther = static (options, key, text) =>
        {
            if (ServerVariable(key) is not { } variable)
                return false;
            options.SetServerVariable(variable.Name, text);
            return true;
        },
    };

    /// <summary>Every key that is read, below the section of a client.</summary>
    public static IReadOnlyCollection<string> Keys => Reader.Names;

    /// <summary>Sets the options that the section has and leaves the others alone.</summary>
    /// <exception cref="SeedanceConfigurationException">Keys or values are not accepted; the message names all of them.</exception>
    public static void Bind(IConfiguration section, SeedanceClientOptions options)
    {
        var faults = Reader.Read(section, options);
        if (faults.Count > 0)
            throw faults.ToException();
    }

    /// <summary>
    /// Takes a key and an address that stand in the root of a configuration under the names of their environment variables, such as those
    /// of user secrets, when the section has none. The environment itself is read later.
    /// </summary>
    public static void BindVariables(IConfiguration root, SeedanceClientOptions options)
    {
        if (options.ApiKey is null && Variable(root, SeedanceClientOptions.ApiKeyVariable) is { } key)
            options.ApiKey = key.Text;
        if (options.BaseAddress is not null || options.ServerVariables.Count > 0
            || Variable(root, SeedanceClientOptions.BaseAddressVariable) is not { } address)
            return;

        try
        {
            options.BaseAddress = address.Address(Example);
        }
        catch (OptionFaultException exception)
        {
            throw new[] { exception.Fault }.ToException();
        }
    }

    private static ConfigurationValue? Variable(IConfiguration root, string name) =>
        root[name] is { Length: > 0 } text && text != Environment.GetEnvironmentVariable(name)
            ? new ConfigurationValue(name, text)
            : null;

    private static ServerVariable? ServerVariable(string key) => SeedanceOperations.Server?.Variables
        .FirstOrDefault(variable => string.Equals(variable.Option, key, StringComparison.OrdinalIgnoreCase));

    private static string WithoutPrefix(string variable) => variable[(variable.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static Action<SeedanceClientOptions, ConfigurationValue> OfWait(Func<WaitOptions, ConfigurationValue, WaitOptions> change) =>
        (options, value) => options.WaitDefaults = change(options.WaitDefaults, value);
}

/// <summary>The error for faults of options.</summary>
internal static class OptionFaults
{
    /// <summary>The error for one fault or more.</summary>
    public static SeedanceConfigurationException ToException(this IReadOnlyList<OptionFault> faults) =>
        new(faults[0].Setting, string.Join(Environment.NewLine, faults.Select(fault => fault.Message)));
}
