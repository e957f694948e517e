namespace SeedanceGen.Http;

/// <summary>The pause before another attempt, of a call or of a download, when nobody asks for another one: it doubles, with jitter, up to a limit.</summary>
internal static class Backoff
{
    /// <summary>Further doublings are beyond every limit.</summary>
    private const int MostDoublings = 40;

    /// <param name="options">The first pause, the longest, and where jitter comes from.</param>
    /// <param name="failedAttempts">How many attempts failed, from 1.</param>
    public static TimeSpan PauseAfter(SeedanceClientOptions options, int failedAttempts) => Pause(options, failedAttempts, options.Random());

    /// <summary>The shortest such pause, which jitter only lengthens.</summary>
    /// <param name="options">The first pause and the longest.</param>
    /// <param name="failedAttempts">How many attempts failed, from 1.</param>
    public static TimeSpan ShortestAfter(SeedanceClientOptions options, int failedAttempts) => Pause(options, failedAttempts, jitter: 0);

    private static TimeSpan Pause(SeedanceClientOptions options, int failedAttempts, double jitter)
    {
        var average = options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failedAttempts - 1, MostDoublings));
        var pause = average * (0.5 + jitter);
        return pause < options.MaxRetryDelay.TotalSeconds ? TimeSpan.FromSeconds(pause) : options.MaxRetryDelay;
    }
}
