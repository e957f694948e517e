using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SeedanceGen.Errors;

namespace SeedanceGen.Http;

/// <summary>
/// The only place that decides whether a failed call is attempted again. src/docs/money.md shows it as a table, which a test
/// compares with this code.
/// </summary>
internal static class RetryRule
{
    /// <summary>Whether the same call may be sent again.</summary>
    /// <param name="chargesCredits">
    /// Whether an accepted call costs credits. It is then repeated only when it certainly was not accepted, or when it has a key.
    /// </param>
    /// <param name="hasKey">Whether each attempt sends the same idempotency key, so that the service charges at most one of them.</param>
    /// <param name="failure">How the attempt failed.</param>
    public static bool MayRepeat(bool chargesCredits, bool hasKey, CallFailure failure) => (chargesCredits, hasKey) switch
    {
        (true, false) => CertainlyNotAccepted(failure),
        (true, true) => IsTransient(failure) || LeavesOutcomeOpen(failure),
        _ => IsTransient(failure),
    };

    /// <summary>Whether the same call may succeed later.</summary>
    public static bool IsTransient(CallFailure failure) => failure.Kind switch
    {
        FailureKind.NotConnected or FailureKind.Broken or FailureKind.TimedOut => true,
        FailureKind.Status =>
            failure.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int?)failure.Status >= 500,
        _ => false,
    };

    /// <summary>Whether a response neither accepts nor refuses the call.</summary>
    private static bool LeavesOutcomeOpen(CallFailure failure) =>
        failure.Kind == FailureKind.Unusable || failure is { Kind: FailureKind.Status, Status: < HttpStatusCode.BadRequest };

    private static bool CertainlyNotAccepted(CallFailure failure) => failure.Kind switch
    {
        FailureKind.NotConnected => true,
        FailureKind.Status => failure is
        {
            Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable,
            RetryAfter: not null,
        },
        _ => false,
    };
}

/// <summary>
/// The pause before another attempt of a call or a download, unless a response names one: it doubles, with jitter, up to a limit.
/// </summary>
internal static class Backoff
{
    /// <summary>Further doublings exceed every limit.</summary>
    private const int MostDoublings = 40;

    /// <param name="options">The first pause, the longest one, and the source of jitter.</param>
    /// <param name="failedAttempts">The number of failed attempts, from 1.</param>
    public static TimeSpan PauseAfter(SeedanceClientOptions options, int failedAttempts) =>
        Pause(options, failedAttempts, options.Random());

    /// <summary>The same pause with the least jitter.</summary>
    /// <param name="options">The first pause and the longest one.</param>
    /// <param name="failedAttempts">The number of failed attempts, from 1.</param>
    public static TimeSpan ShortestAfter(SeedanceClientOptions options, int failedAttempts) => Pause(options, failedAttempts, jitter: 0);

    private static TimeSpan Pause(SeedanceClientOptions options, int failedAttempts, double jitter)
    {
        var average = options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failedAttempts - 1, MostDoublings));
        var pause = average * (0.5 + jitter);
        return pause < options.MaxRetryDelay.TotalSeconds ? TimeSpan.FromSeconds(pause) : options.MaxRetryDelay;
    }
}

/// <summary>The pause that a response asks for (<c>Retry-After</c>), as seconds or as a date.</summary>
internal static class RetryAfterHint
{
    /// <summary>A century: longer than any call waits, and short enough for the arithmetic of every clock.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Reads the pause. A date counts from the response's own date: the service's clock may differ from the client's.</summary>
    /// <returns>The pause; zero when its date has passed, null when the response has none that can be read.</returns>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } hint)
            return ReadOtherNumber(response.Headers);

        var pause = hint.Delta ?? hint.Date!.Value - (response.Headers.Date ?? clock.GetUtcNow());
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > Longest ? Longest : WholeMilliseconds(pause);
    }

    /// <summary>Rounds up: a delay drops fractions of a millisecond and would end too early.</summary>
    public static TimeSpan WholeMilliseconds(TimeSpan pause) => TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds));

    /// <summary>The platform reads whole seconds that fit an int. Any other number still asks for a pause.</summary>
    private static TimeSpan? ReadOtherNumber(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;

        var text = values.ToString().Trim();
        return text is [>= '0' and <= '9', ..]
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
                : null;
    }
}
