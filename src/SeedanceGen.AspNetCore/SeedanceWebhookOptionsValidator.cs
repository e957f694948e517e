using System.Text;
using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore;

/// <summary>Reports every problem of the options at once, and never a secret.</summary>
internal sealed class SeedanceWebhookOptionsValidator : IValidateOptions<SeedanceWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, SeedanceWebhookOptions options)
    {
        var prefix = options.Section switch
        {
            null => $"{nameof(SeedanceWebhookOptions)}.",
            "" => string.Empty,
            { } section => section + ":",
        };
        List<string> failures = [.. options.SectionFaults, .. FailuresOf(options, prefix)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FailuresOf(SeedanceWebhookOptions options, string prefix)
    {
        const int MinBytes = SeedanceWebhookOptions.MinSecretBytes;
        if (!IsLongEnough(options.Secret))
        {
            yield return $"{prefix}{nameof(options.Secret)} must have at least {MinBytes} bytes; "
                + "make a random one, for example with 'openssl rand -base64 32'." + options.MissingSection;
        }

        if (!options.PreviousSecrets.All(IsLongEnough))
            yield return $"Each of {prefix}{nameof(options.PreviousSecrets)} must have at least {MinBytes} bytes.";
        if (options.PublicAddress is { } address && PublicAddressRules.ProblemOf(address) is { } problem)
            yield return $"{prefix}{nameof(options.PublicAddress)} {problem}";
        if (options.RetryDelay <= TimeSpan.Zero || options.RetryDelay > TimeSpan.FromHours(1))
            yield return $"{prefix}{nameof(options.RetryDelay)} must be more than zero and at most an hour.";

        if (!IsTime(options.HandlerTimeout))
            yield return $"{prefix}{nameof(options.HandlerTimeout)} must be more than zero and at most a day, or infinite.";
        if (!IsTime(options.BusyWarningDelay))
            yield return $"{prefix}{nameof(options.BusyWarningDelay)} must be more than zero and at most a day, or infinite.";

        foreach (var (setting, value) in Counts(options))
        {
            if (value < 1)
                yield return $"{prefix}{setting} must be at least 1.";
        }
    }

    private static (string Setting, int Value)[] Counts(SeedanceWebhookOptions options) =>
    [
        (nameof(options.MaxBodyBytes), options.MaxBodyBytes),
        (nameof(options.MaxJsonDepth), options.MaxJsonDepth),
        (nameof(options.QueueCapacity), options.QueueCapacity),
        (nameof(options.MaxConcurrency), options.MaxConcurrency),
        (nameof(options.MaxAttempts), options.MaxAttempts),
        (nameof(options.RememberedDeliveries), options.RememberedDeliveries),
    ];

    private static bool IsTime(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan || (time > TimeSpan.Zero && time <= TimeSpan.FromDays(1));

    private static bool IsLongEnough(string? secret) =>
        secret is not null && Encoding.UTF8.GetByteCount(secret) >= SeedanceWebhookOptions.MinSecretBytes;
}
