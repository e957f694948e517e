using Microsoft.Extensions.Configuration;
using SeedanceGen.Settings;
using SeedanceGen.Words;

namespace SeedanceGen.AspNetCore;

/// <summary>Reads the options of webhooks from a configuration.</summary>
internal static class WebhookConfiguration
{
    /// <summary>The section that is read when a whole configuration is passed.</summary>
    public const string SectionName = "SeedanceWebhooks";

    private const string Example = "https://your-app.com/webhooks/seedance";

    private static readonly SectionReader<SeedanceWebhookOptions> Reader = new(
        new Dictionary<string, Action<SeedanceWebhookOptions, ConfigurationValue>>
        {
            [nameof(SeedanceWebhookOptions.Secret)] = static (options, value) => options.Secret = value.Text,
            [nameof(SeedanceWebhookOptions.PreviousSecrets)] = static (options, value) => options.PreviousSecrets.Add(value.Text),
            [nameof(SeedanceWebhookOptions.PublicAddress)] = static (options, value) => options.PublicAddress = value.Address(Example),
            [nameof(SeedanceWebhookOptions.ClientName)] = static (options, value) => options.ClientName = value.Text,
            [nameof(SeedanceWebhookOptions.MaxBodyBytes)] = static (options, value) => options.MaxBodyBytes = value.Integer(),
            [nameof(SeedanceWebhookOptions.MaxJsonDepth)] = static (options, value) => options.MaxJsonDepth = value.Integer(),
            [nameof(SeedanceWebhookOptions.QueueCapacity)] = static (options, value) => options.QueueCapacity = value.Integer(),
            [nameof(SeedanceWebhookOptions.MaxConcurrency)] = static (options, value) => options.MaxConcurrency = value.Integer(),
            [nameof(SeedanceWebhookOptions.HandlerTimeout)] = static (options, value) => options.HandlerTimeout = value.Bound(),
            [nameof(SeedanceWebhookOptions.BusyWarningDelay)] = static (options, value) => options.BusyWarningDelay = value.Bound(),
            [nameof(SeedanceWebhookOptions.MaxAttempts)] = static (options, value) => options.MaxAttempts = value.Integer(),
            [nameof(SeedanceWebhookOptions.RetryDelay)] = static (options, value) => options.RetryDelay = value.Time(),
            [nameof(SeedanceWebhookOptions.RememberedDeliveries)] =
                static (options, value) => options.RememberedDeliveries = value.Integer(),
            [nameof(SeedanceWebhookOptions.RespondsAfterHandler)] = static (options, value) => options.RespondsAfterHandler = value.Flag(),
        })
    {
        Lists = [nameof(SeedanceWebhookOptions.PreviousSecrets).ToUpperInvariant()],
        MeantNames = new Dictionary<string, string>
        {
            ["KEY"] = nameof(SeedanceWebhookOptions.Secret),
            ["TOKEN"] = nameof(SeedanceWebhookOptions.Secret),
            ["URL"] = nameof(SeedanceWebhookOptions.PublicAddress),
            ["PUBLICURL"] = nameof(SeedanceWebhookOptions.PublicAddress),
            ["BASEURL"] = nameof(SeedanceWebhookOptions.PublicAddress),
            ["BASEADDRESS"] = nameof(SeedanceWebhookOptions.PublicAddress),
            ["CLIENT"] = nameof(SeedanceWebhookOptions.ClientName),
        },
    };

    /// <summary>Sets the options that the configuration has. Faults are reported when the application starts.</summary>
    /// <param name="configuration">The section, or a whole configuration.</param>
    /// <param name="options">The options to set.</param>
    public static void Bind(IConfiguration configuration, SeedanceWebhookOptions options)
    {
        var section = configuration is IConfigurationRoot ? configuration.GetSection(SectionName) : configuration;
        options.Section = (section as IConfigurationSection)?.Path ?? string.Empty;
        options.SectionFaults = [.. Reader.Read(section, options).Select(fault => fault.Message)];
        options.MissingSection = section.AsEnumerable().Any(entry => !string.IsNullOrEmpty(entry.Value))
            ? string.Empty
            : $" The configuration has no section '{options.Section}', or it is empty{Hint(configuration)}.";
    }

    private static string Hint(IConfiguration configuration) => configuration is IConfigurationRoot
        ? Nearest.Hint(SectionName, configuration.GetChildren().Where(child => child.Value is null).Select(child => child.Key))
        : string.Empty;
}
