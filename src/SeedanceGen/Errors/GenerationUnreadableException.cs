using System.Globalization;
using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>
/// A wait for a job gave up, because the responses to its polls did not say where the job stands. That does not end the job: when it was
/// accepted, it is charged and goes on. Wait for it again by its id, and do not submit it again.
/// </summary>
/// <remarks>
/// <see cref="WaitOptions.MaxUnusablePolls"/> and <see cref="WaitOptions.UnusablePollsTimeout"/> say how long a wait goes on with such
/// responses. A refusal of the API key, in the documented envelope, ends the wait at once. The inner exception is the error of the last
/// poll.
/// </remarks>
public sealed class GenerationUnreadableException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="requestId">The id of the job.</param>
    /// <param name="isAccepted">Whether the job is known to be accepted, and so charged.</param>
    /// <param name="lastStatus">The last known status; null when none is.</param>
    /// <param name="unusablePolls">How many polls in a row brought no usable response.</param>
    /// <param name="waited">How long the wait lasted.</param>
    /// <param name="innerException">The error of the last poll.</param>
    public GenerationUnreadableException(
        string requestId,
        bool isAccepted,
        GenerationStatus? lastStatus,
        int unusablePolls,
        TimeSpan waited,
        SeedanceException innerException)
        : base(Describe(requestId, isAccepted, lastStatus, unusablePolls, innerException), innerException)
    {
        RequestId = requestId;
        IsAccepted = isAccepted;
        LastStatus = lastStatus;
        UnusablePolls = unusablePolls;
        Waited = waited;
    }

    /// <summary>The id of the job.</summary>
    public string RequestId { get; }

    /// <summary>
    /// Whether the job is known to be accepted, and so charged: this client submitted it, or the service has reported it during the wait.
    /// Otherwise only its id is known.
    /// </summary>
    public bool IsAccepted { get; }

    /// <summary>The last known status, which may be that of the acceptance; null when none is known.</summary>
    public GenerationStatus? LastStatus { get; }

    /// <summary>How many polls in a row brought no usable response.</summary>
    public int UnusablePolls { get; }

    /// <summary>How long the wait lasted.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The last response that said nothing of the job; null when none came, or not the whole of it.</summary>
    public ApiErrorResponse? Response => InnerException switch
    {
        SeedanceApiException refused => refused.Response,
        SeedanceConnectionException unusable => unusable.Response,
        _ => null,
    };

    private static string Describe(
        string requestId, bool isAccepted, GenerationStatus? lastStatus, int unusablePolls, SeedanceException innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        var polls = unusablePolls == 1
            ? "the last poll brought no usable response"
            : string.Create(CultureInfo.InvariantCulture, $"the last {unusablePolls} polls brought no usable response");
        var facts = isAccepted ? "is accepted and charged, and goes on" : "goes on, and is charged, if it was accepted";
        return $"Job {OutsideText.Label(requestId)} {facts}, but where it stands could not be read: {polls} "
            + $"(last status: {JobStatusText.Of(lastStatus)}). The last error: {OutsideText.Quote(innerException.Message).TrimEnd('.')}. "
            + "Wait for the job again by its id; do not submit it again.";
    }
}
