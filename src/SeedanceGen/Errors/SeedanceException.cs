namespace SeedanceGen;

/// <summary>The base of every error that this library reports, other than a cancelled token or a wrong argument.</summary>
public abstract class SeedanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    protected SeedanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>How the call failed, for the decision whether it may be repeated; null when it was not a call that failed.</summary>
    internal Http.CallFailure? Failure { get; init; }
}
