namespace SeedanceGen.Configuration;

/// <summary>What the value of each option may be.</summary>
internal static class ValueRules
{
    private const int LeastResponseBytes = 1024;
    private const int MostResponseBytes = 1024 * 1024 * 1024;
    private const double LeastPollsPerSecond = 0.001;

    /// <summary>Timers cannot count further.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(49);

    /// <summary>The longest pause that a retry can make.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public static IEnumerable<OptionFault> Check(SeedanceClientOptions options) =>
        CheckCalls(options).Concat(CheckLimits(options)).Concat(CheckServices(options)).Concat(CheckWait(options.WaitDefaults, nameof(options.WaitDefaults)));

    private static IEnumerable<OptionFault> CheckCalls(SeedanceClientOptions options)
    {
        if (!IsTimeout(options.AttemptTimeout))
            yield return BadTimeout(nameof(options.AttemptTimeout), options.AttemptTimeout);
        if (!IsTimeout(options.TotalTimeout))
            yield return BadTimeout(nameof(options.TotalTimeout), options.TotalTimeout);
        if (options.MaxAttempts < 1)
            yield return OptionFault.NotAccepted(nameof(options.MaxAttempts), options.MaxAttempts, "1 or more");
        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > LongestPause)
            yield return OptionFault.NotAccepted(nameof(options.RetryDelay), options.RetryDelay, $"a time from 0 to {LongestPause}");
        if (options.MaxRetryDelay < options.RetryDelay || options.MaxRetryDelay > LongestPause)
        {
            yield return OptionFault.NotAccepted(
                nameof(options.MaxRetryDelay), options.MaxRetryDelay, $"a time from {nameof(options.RetryDelay)} ({options.RetryDelay}) to {LongestPause}");
        }
    }

    private static IEnumerable<OptionFault> CheckLimits(SeedanceClientOptions options)
    {
        if (options.MaxResponseBytes is < LeastResponseBytes or > MostResponseBytes)
            yield return OptionFault.NotAccepted(nameof(options.MaxResponseBytes), options.MaxResponseBytes, $"{LeastResponseBytes} to {MostResponseBytes} bytes");
        if (options.MaxPollsPerSecond is { } rate && !(rate >= LeastPollsPerSecond && double.IsFinite(rate)))
            yield return OptionFault.NotAccepted(nameof(options.MaxPollsPerSecond), rate, FormattableString.Invariant($"{LeastPollsPerSecond} or more, or null for no cap"));
        if (options.MaxCredits < 0)
            yield return OptionFault.NotAccepted(nameof(options.MaxCredits), options.MaxCredits, "0 or more credits, or null for no limit");
    }

    private static IEnumerable<OptionFault> CheckServices(SeedanceClientOptions options)
    {
        if (options.TimeProvider is null)
            yield return OptionFault.NotAccepted(nameof(options.TimeProvider), value: null, $"a clock, such as {nameof(TimeProvider)}.{nameof(TimeProvider.System)}");
        if (options.LoggerFactory is null)
            yield return OptionFault.NotAccepted(nameof(options.LoggerFactory), value: null, "a logger factory; leave the option alone to log nothing");
    }

    /// <param name="wait">How a wait goes.</param>
    /// <param name="setting">What the fault calls it.</param>
    public static IEnumerable<OptionFault> CheckWait(WaitOptions? wait, string setting)
    {
        if (wait is null)
        {
            yield return OptionFault.NotAccepted(setting, value: null, $"a {nameof(WaitOptions)}");
            yield break;
        }

        if (!IsTimeout(wait.Timeout))
            yield return BadTimeout($"{setting}.{nameof(wait.Timeout)}", wait.Timeout);
        if (!IsInterval(wait.PollInterval))
            yield return BadInterval($"{setting}.{nameof(wait.PollInterval)}", wait.PollInterval);
        if (wait.MaxPollInterval < wait.PollInterval || !IsInterval(wait.MaxPollInterval))
        {
            yield return OptionFault.NotAccepted(
                $"{setting}.{nameof(wait.MaxPollInterval)}", wait.MaxPollInterval, $"a time from {nameof(wait.PollInterval)} ({wait.PollInterval}) to {LongestPause}");
        }

        if (!IsInterval(wait.WebhookPollInterval))
            yield return BadInterval($"{setting}.{nameof(wait.WebhookPollInterval)}", wait.WebhookPollInterval);
        if (!Enum.IsDefined(wait.OnTimeoutOrCancel))
        {
            yield return OptionFault.NotAccepted(
                $"{setting}.{nameof(wait.OnTimeoutOrCancel)}", wait.OnTimeoutOrCancel, $"{UnfinishedJobAction.LeaveRunning} or {UnfinishedJobAction.CancelJob}");
        }
    }

    public static IEnumerable<OptionFault> CheckDownload(DownloadOptions download, string setting)
    {
        if (download.MaxBytes < 1)
            yield return OptionFault.NotAccepted($"{setting}.{nameof(download.MaxBytes)}", download.MaxBytes, "1 byte or more, or null for no limit");
        if (download.MaxAttempts < 1)
            yield return OptionFault.NotAccepted($"{setting}.{nameof(download.MaxAttempts)}", download.MaxAttempts, "1 or more");
    }

    private static bool IsTimeout(TimeSpan value) => value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= LongestTimeout);

    private static bool IsInterval(TimeSpan value) => value > TimeSpan.Zero && value <= LongestPause;

    private static OptionFault BadTimeout(string setting, TimeSpan value) =>
        OptionFault.NotAccepted(setting, value, $"a time above 0, up to {LongestTimeout}, or {nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}");

    private static OptionFault BadInterval(string setting, TimeSpan value) =>
        OptionFault.NotAccepted(setting, value, $"a time above 0, up to {LongestPause}");
}
