using SeedanceGen.Errors;
using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>The base of every error of this library except a canceled token and a wrong argument.</summary>
/// <remarks>
/// A message that may quote the service, a proxy or the platform is one line of at most 4,096 bytes of UTF-8, without control characters
/// and without what gives access: keys, credentials of addresses, and queries of addresses. So are the messages of inner exceptions.
/// </remarks>
public abstract class SeedanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    protected SeedanceException(string message, Exception? innerException = null)
        : base(message is null ? null : OutsideText.Message(message), OutsideCause.Clean(innerException))
    {
    }

    /// <summary>Creates the exception of a text that may have several lines, because it quotes nothing from outside.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="isOfOwnWords">True; it tells this constructor from the other.</param>
    private protected SeedanceException(string message, bool isOfOwnWords)
        : base(OutsideText.Masked(message)) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(isOfOwnWords, true);

    /// <summary>
    /// Whether the call that failed was a submission, and certainly charged nothing, so that the application may submit again. False for
    /// every other call: the application may have submitted a job before it.
    /// </summary>
    public bool SubmissionWasNotCharged { get; internal set; }

    /// <summary>How the call failed; it decides whether the call may be repeated. Null when no call failed.</summary>
    internal CallFailure? Failure { get; init; }
}
