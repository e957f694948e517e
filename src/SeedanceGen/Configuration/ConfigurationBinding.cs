using Microsoft.Extensions.Configuration;

namespace SeedanceGen.Configuration;

/// <summary>
/// Reads options from a configuration, without reflection. A key that is no option is an error, because a limit that nobody reads limits
/// nothing; a section that is no option may be anything.
/// </summary>
internal static class ConfigurationBinding
{
    private const string Wait = nameof(SeedanceClientOptions.WaitDefaults) + ":";

    /// <summary>The section's name in 1.x: a file that still uses it is an error, not a wait with other bounds.</summary>
    private const string OldWait = "Wait:";

    private static readonly Dictionary<string, Action<SeedanceClientOptions, ConfigurationValue>> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(SeedanceClientOptions.ApiKey)] = static (options, value) => options.ApiKey = value.Text,
        [nameof(SeedanceClientOptions.BaseAddress)] = static (options, value) => options.BaseAddress = value.Address(),
        [nameof(SeedanceClientOptions.AttemptTimeout)] = static (options, value) => options.AttemptTimeout = value.Bound(),
        [nameof(SeedanceClientOptions.TotalTimeout)] = static (options, value) => options.TotalTimeout = value.Bound(),
        [nameof(SeedanceClientOptions.MaxAttempts)] = static (options, value) => options.MaxAttempts = value.Integer(),
        [nameof(SeedanceClientOptions.RetryDelay)] = static (options, value) => options.RetryDelay = value.Time(),
        [nameof(SeedanceClientOptions.MaxRetryDelay)] = static (options, value) => options.MaxRetryDelay = value.Time(),
        [nameof(SeedanceClientOptions.MaxResponseBytes)] = static (options, value) => options.MaxResponseBytes = value.Integer(),
        [nameof(SeedanceClientOptions.MaxPollsPerSecond)] = static (options, value) => options.MaxPollsPerSecond = value.Number(),
        [nameof(SeedanceClientOptions.MaxCredits)] = static (options, value) => options.MaxCredits = value.Integer(),
        [Wait + nameof(WaitOptions.Timeout)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { Timeout = value.Bound() },
        [Wait + nameof(WaitOptions.PollInterval)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { PollInterval = value.Time() },
        [Wait + nameof(WaitOptions.MaxPollInterval)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { MaxPollInterval = value.Time() },
        [Wait + nameof(WaitOptions.ExpectWebhook)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { ExpectWebhook = value.Flag() },
        [Wait + nameof(WaitOptions.WebhookPollInterval)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { WebhookPollInterval = value.Time() },
        [Wait + nameof(WaitOptions.OnTimeoutOrCancel)] = static (options, value) => options.WaitDefaults = options.WaitDefaults with { OnTimeoutOrCancel = value.Choice<UnfinishedJobAction>() },
    };

    /// <summary>Every key that is read, below the section of a client.</summary>
    public static IReadOnlyCollection<string> Keys => Options.Keys;

    /// <summary>Sets what the section says and leaves the rest alone.</summary>
    /// <exception cref="SeedanceConfigurationException">Keys or values that are not accepted, all of them.</exception>
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
                else if (!key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
                    || key.StartsWith(Wait, StringComparison.OrdinalIgnoreCase) || key.StartsWith(OldWait, StringComparison.OrdinalIgnoreCase))
                    faults.Add(new OptionFault(root + key, $"{root + key} is not an option. The options are {string.Join(", ", Options.Keys)}."));
            }
            catch (SeedanceConfigurationException exception)
            {
                faults.Add(new OptionFault(exception.Setting, exception.Message));
            }
        }

        if (faults.Count > 0)
            throw OptionFault.ToException(faults);
    }
}
