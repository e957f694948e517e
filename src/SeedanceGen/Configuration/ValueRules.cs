using SeedanceGen.Rules;
using SeedanceGen.Settings;

namespace SeedanceGen.Configuration;

/// <summary>The values that each option accepts: the options of a client, and those of a single call.</summary>
internal static class ValueRules
{
    private const int LeastResponseBytes = 1024;
    private const int MostResponseBytes = 1024 * 1024 * 1024;
    private const double LeastPollsPerSecond = 0.001;
    private const int LongestShownName = 64;

    /// <summary>The headers that the client sets itself: the key, where a call goes, and what its body is.</summary>
    private static readonly HashSet<string> KeptHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Host", "Connection", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Expect",
        "Upgrade", "Trailer", "TE", "Keep-Alive", "Proxy-Authorization",
    };

    /// <summary>The longest time that a platform timer accepts.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(49);

    /// <summary>The longest time to connect that the platform accepts.</summary>
    private static readonly TimeSpan LongestConnectTimeout = TimeSpan.FromDays(24);

    /// <summary>The longest pause that a retry can make.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>The options of one wait, checked before anything is sent.</summary>
    /// <param name="options">The options of the call; null takes the client's own.</param>
    /// <param name="defaults">The client's own options, which were checked when it was made.</param>
    /// <exception cref="SeedanceConfigurationException">Values are not accepted; the message names all of them.</exception>
    public static WaitOptions Checked(WaitOptions? options, WaitOptions defaults)
    {
        if (options is null || ReferenceEquals(options, defaults))
            return defaults;

        ThrowOn(CheckWait(options, nameof(WaitOptions)));
        return options;
    }

    /// <summary>The options of one download, checked before anything is sent.</summary>
    /// <exception cref="SeedanceConfigurationException">Values are not accepted; the message names all of them.</exception>
    public static DownloadOptions Checked(DownloadOptions options)
    {
        ThrowOn(CheckDownload(options, nameof(DownloadOptions)));
        return options;
    }

    /// <summary>Checks the options of one call before anything is sent.</summary>
    /// <exception cref="SeedanceConfigurationException">Values are not accepted; the message names all of them.</exception>
    public static void Check(CallOptions options, ApiOperation operation) => ThrowOn(CheckCall(options, operation, nameof(CallOptions)));

    public static IEnumerable<OptionFault> Check(SeedanceClientOptions options)
    {
        if (!IsTimeout(options.AttemptTimeout))
            yield return BadTimeout(nameof(options.AttemptTimeout), options.AttemptTimeout);
        if (!IsTimeout(options.ConnectTimeout, LongestConnectTimeout))
            yield return BadTimeout(nameof(options.ConnectTimeout), options.ConnectTimeout, LongestConnectTimeout);
        if (!IsTimeout(options.TotalTimeout))
            yield return BadTimeout(nameof(options.TotalTimeout), options.TotalTimeout);
        if (options.MaxAttempts < 1)
            yield return OptionFault.NotAccepted(nameof(options.MaxAttempts), options.MaxAttempts, "1 or more");
        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > LongestPause)
            yield return OptionFault.NotAccepted(nameof(options.RetryDelay), options.RetryDelay, $"a time from 0 to {LongestPause}");
        if (options.MaxRetryDelay < options.RetryDelay || options.MaxRetryDelay > LongestPause)
        {
            var accepted = $"a time from {nameof(options.RetryDelay)} ({options.RetryDelay}) to {LongestPause}";
            yield return OptionFault.NotAccepted(nameof(options.MaxRetryDelay), options.MaxRetryDelay, accepted);
        }

        if (options.MaxResponseBytes is < LeastResponseBytes or > MostResponseBytes)
        {
            var accepted = $"{LeastResponseBytes} to {MostResponseBytes} bytes";
            yield return OptionFault.NotAccepted(nameof(options.MaxResponseBytes), options.MaxResponseBytes, accepted);
        }

        if (options.MaxPollsPerSecond is { } rate && !(rate >= LeastPollsPerSecond && double.IsFinite(rate)))
        {
            var accepted = FormattableString.Invariant($"{LeastPollsPerSecond} or more, or null for no cap");
            yield return OptionFault.NotAccepted(nameof(options.MaxPollsPerSecond), rate, accepted);
        }

        if (options.MaxCredits < 0)
            yield return OptionFault.NotAccepted(nameof(options.MaxCredits), options.MaxCredits, "0 or more credits, or null for no limit");
        if (options.TimeProvider is null)
        {
            var accepted = $"a clock, such as {nameof(TimeProvider)}.{nameof(TimeProvider.System)}";
            yield return OptionFault.NotAccepted(nameof(options.TimeProvider), value: null, accepted);
        }

        if (options.LoggerFactory is null)
        {
            const string Accepted = "a logger factory; leave the option alone to log nothing";
            yield return OptionFault.NotAccepted(nameof(options.LoggerFactory), value: null, Accepted);
        }

        foreach (var fault in CheckWait(options.WaitDefaults, nameof(options.WaitDefaults)))
            yield return fault;
    }

    private static IEnumerable<OptionFault> CheckWait(WaitOptions? wait, string setting)
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
            var accepted = $"a time from {nameof(wait.PollInterval)} ({wait.PollInterval}) to {LongestPause}";
            yield return OptionFault.NotAccepted($"{setting}.{nameof(wait.MaxPollInterval)}", wait.MaxPollInterval, accepted);
        }

        if (!IsInterval(wait.WebhookPollInterval))
            yield return BadInterval($"{setting}.{nameof(wait.WebhookPollInterval)}", wait.WebhookPollInterval);
        if (wait.MaxUnusablePolls < 1)
            yield return OptionFault.NotAccepted($"{setting}.{nameof(wait.MaxUnusablePolls)}", wait.MaxUnusablePolls, "1 poll or more");
        if (!IsGracePeriod(wait.UnusablePollsTimeout))
            yield return BadGracePeriod($"{setting}.{nameof(wait.UnusablePollsTimeout)}", wait.UnusablePollsTimeout);
        if (!IsGracePeriod(wait.UnknownJobTimeout))
            yield return BadGracePeriod($"{setting}.{nameof(wait.UnknownJobTimeout)}", wait.UnknownJobTimeout);
        if (!IsGracePeriod(wait.LinkTimeout))
            yield return BadGracePeriod($"{setting}.{nameof(wait.LinkTimeout)}", wait.LinkTimeout);
        if (!Enum.IsDefined(wait.OnTimeoutOrCancel))
        {
            const string Accepted = $"{nameof(UnfinishedJobAction.LeaveRunning)} or {nameof(UnfinishedJobAction.CancelJob)}";
            yield return OptionFault.NotAccepted($"{setting}.{nameof(wait.OnTimeoutOrCancel)}", wait.OnTimeoutOrCancel, Accepted);
        }
    }

    private static IEnumerable<OptionFault> CheckDownload(DownloadOptions download, string setting)
    {
        if (download.MaxBytes < 1)
        {
            const string Accepted = "1 byte or more, or null for no limit";
            yield return OptionFault.NotAccepted($"{setting}.{nameof(download.MaxBytes)}", download.MaxBytes, Accepted);
        }

        if (download.MaxAttempts < 1)
            yield return OptionFault.NotAccepted($"{setting}.{nameof(download.MaxAttempts)}", download.MaxAttempts, "1 or more");
    }

    private static IEnumerable<OptionFault> CheckCall(CallOptions call, ApiOperation operation, string setting)
    {
        if (call.Timeout is { } timeout && !IsTimeout(timeout))
            yield return BadTimeout($"{setting}.{nameof(call.Timeout)}", timeout);
        if (call.IdempotencyKey is { } key)
        {
            var name = $"{setting}.{nameof(call.IdempotencyKey)}";
            if (operation.IdempotencyHeader is null)
                yield return new OptionFault(name, $"{name} is set, and the API describes no idempotency key for {operation.Id}.");
            else if (string.IsNullOrWhiteSpace(key) || !key.All(IsOfHeader))
                yield return new OptionFault(name, $"{name} has to be a text of ASCII characters without control characters.");
            else if (operation.IdempotencyRules is { } rules && rules.Node.BrokenByText(key) != RuleKeywords.None)
                yield return OptionFault.NotAccepted(name, key, rules.Description);
        }

        foreach (var (header, value) in call.Headers ?? new Dictionary<string, string>())
        {
            var name = $"{setting}.{nameof(call.Headers)}";
            if (header.Length == 0 || !header.All(IsOfHeaderName))
                yield return new OptionFault(name, $"{name} has the name '{ToPrintable(header)}', which no header can have.");
            else if (KeptHeaders.Contains(header) || string.Equals(header, operation.IdempotencyHeader, StringComparison.OrdinalIgnoreCase))
                yield return new OptionFault(name, $"{name} has '{header}', which the client sets itself.");
            else if (value is null || value.Any(char.IsControl))
                yield return new OptionFault(name, $"{name} has a value for '{header}' that cannot be sent: null, or a control character.");
        }
    }

    private static bool IsOfHeader(char character) => character is >= ' ' and <= '~';

    private static bool IsOfHeaderName(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character);

    private static string ToPrintable(string text) =>
        string.Concat(text.Take(LongestShownName).Select(character => IsOfHeader(character) ? character : '?'));

    private static bool IsTimeout(TimeSpan value) => IsTimeout(value, LongestTimeout);

    private static bool IsTimeout(TimeSpan value, TimeSpan longest) =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= longest);

    private static bool IsInterval(TimeSpan value) => value > TimeSpan.Zero && value <= LongestPause;

    private static bool IsGracePeriod(TimeSpan value) => value >= TimeSpan.Zero && value <= LongestTimeout;

    private static OptionFault BadGracePeriod(string setting, TimeSpan value) =>
        OptionFault.NotAccepted(setting, value, $"a time from 0 to {LongestTimeout}");

    private static OptionFault BadTimeout(string setting, TimeSpan value) => BadTimeout(setting, value, LongestTimeout);

    private static OptionFault BadTimeout(string setting, TimeSpan value, TimeSpan longest) => OptionFault.NotAccepted(
        setting, value, $"a time above 0, up to {longest}, or {nameof(Timeout)}.{nameof(Timeout.InfiniteTimeSpan)}");

    private static OptionFault BadInterval(string setting, TimeSpan value) =>
        OptionFault.NotAccepted(setting, value, $"a time above 0, up to {LongestPause}");

    private static void ThrowOn(IEnumerable<OptionFault> faults)
    {
        List<OptionFault> found =
            [.. faults.Select(fault => fault with { Message = $"{fault.Message} Nothing was sent; correct the option and call again." })];
        if (found.Count > 0)
            throw found.ToException();
    }
}
