namespace SeedanceGen;

/// <summary>The client has spent the credits it may spend; nothing was sent. See <see cref="SeedanceClientOptions.MaxCredits"/>.</summary>
public sealed class CreditLimitExceededException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="limit">The ceiling, in credits.</param>
    /// <param name="charged">What the client was charged so far, in credits.</param>
    public CreditLimitExceededException(int limit, long charged)
        : base($"Nothing was submitted: this client was charged {charged} credits, and its limit ({nameof(SeedanceClientOptions.MaxCredits)}) is {limit}. Raise the limit, or use a new client.")
    {
        Limit = limit;
        Charged = charged;
    }

    /// <summary>The ceiling, in credits.</summary>
    public int Limit { get; }

    /// <summary>What the client was charged so far, in credits.</summary>
    public long Charged { get; }
}
