namespace SeedanceGen;

/// <summary>The base of every error of this library except a canceled token and a wrong argument.</summary>
public abstract class SeedanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong and what to do next.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    protected SeedanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>How the call failed; it decides whether the call may be repeated. Null when no call failed.</summary>
    internal Errors.CallFailure? Failure { get; init; }
}
