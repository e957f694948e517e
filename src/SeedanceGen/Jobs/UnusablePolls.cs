using SeedanceGen.Http;

namespace SeedanceGen.Jobs;

/// <summary>
/// Decides which failed polls end a wait. A response that says nothing of the job, such as a page of a proxy, does not end a job that is
/// paid for: the wait goes on for a number of them and for a time.
/// </summary>
internal sealed class UnusablePolls(WaitOptions options, TimeProvider clock)
{
    private long _first;

    /// <summary>How many polls in a row brought no usable response.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the job is known to be accepted: this client submitted it, or the service has reported it.</summary>
    public bool IsAccepted { get; private set; } = options.AcceptedStatus is not null;

    /// <summary>Begins the count anew, because a poll has read the job.</summary>
    public void End() => (Count, IsAccepted) = (0, true);

    /// <summary>Whether the wait goes on after a failed poll.</summary>
    public bool Tolerates(SeedanceException exception)
    {
        if (exception.Failure is not { } failure)
            return false;
        if (RetryRule.IsTransient(failure))
            return true;

        if (Count++ == 0)
            _first = clock.GetTimestamp();
        return !IsRefusedKey(exception) && Count < options.MaxUnusablePolls
            && clock.GetElapsedTime(_first) < (IsUnknownJob(exception) ? options.UnknownJobTimeout : options.UnusablePollsTimeout);
    }

    /// <summary>
    /// The error that ends the wait. A job that is known to be accepted is never reported by an error that could be one of its submission.
    /// </summary>
    public SeedanceException ErrorFor(string requestId, SeedanceException exception, GenerationStatus? lastStatus, TimeSpan waited) =>
        IsUnknownJob(exception) || (!IsAccepted && (IsRefusedKey(exception) || exception.Failure is null))
            ? exception
            : new GenerationUnreadableException(
                requestId, IsAccepted, lastStatus ?? options.AcceptedStatus, Math.Max(Count, 1), waited, exception);

    /// <summary>Whether the service itself refuses to read a job of which nothing shows that it exists.</summary>
    private bool IsUnknownJob(SeedanceException exception) => !IsAccepted && IsEnvelope(exception);

    /// <summary>A proxy can ask for a key too. The service says so in the documented envelope.</summary>
    private static bool IsRefusedKey(SeedanceException exception) =>
        exception is SeedanceAuthenticationException && IsEnvelope(exception);

    /// <summary>Whether the response is the error envelope, so that it comes from the service.</summary>
    private static bool IsEnvelope(SeedanceException exception) =>
        exception is SeedanceApiException { Response: { Code: not null } or { Message: not null } };
}
